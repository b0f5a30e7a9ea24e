import { inject, Pipe, PipeTransform } from '@angular/core';

import { TimeHere } from '../../shared/pipes/time.pipes';

/** 2026年3月1日 / 1 March 2026: papers that are filed name the year. */
@Pipe({ name: 'appFullDay', pure: false })
export class FullDayPipe implements PipeTransform {
  private readonly here = inject(TimeHere);

  transform(day: string | null | undefined): string {
    return day ? fullDay(day, this.here.place().lang) : '';
  }
}

export function fullDay(day: string, lang: string): string {
  return new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
