import { inject, Injectable, Pipe, PipeTransform } from '@angular/core';

import { Language } from '../../core/i18n/language';
import { SessionStore } from '../../core/session/session-store';
import {
  day,
  dayAndTime,
  dayAndWeekday,
  duration,
  hoursRange,
  month,
  nearDay,
  Place,
  timeOfDay,
  timeRange,
  weekday,
} from '../domain/dates';

/**
 * Times as people here say them, in the community's own zone. The pipes are impure because they follow the language,
 * which is a signal; the formatters behind them are kept, so that costs little.
 */
@Injectable({ providedIn: 'root' })
export class TimeHere {
  private readonly language = inject(Language);
  private readonly session = inject(SessionStore);

  place(): Place {
    return { lang: this.language.current(), timeZone: this.session.timeZone() };
  }

  now(): Date {
    return new Date();
  }
}

type Maybe = string | null | undefined;

/** 11月28日 */
@Pipe({ name: 'appDay', pure: false })
export class DayPipe implements PipeTransform {
  private readonly here = inject(TimeHere);

  transform(value: Maybe): string {
    return value ? day(value, this.here.place(), this.here.now()) : '';
  }
}

/** 周六 */
@Pipe({ name: 'appWeekday', pure: false })
export class WeekdayPipe implements PipeTransform {
  private readonly here = inject(TimeHere);

  transform(value: Maybe): string {
    return value ? weekday(value, this.here.place()) : '';
  }
}

/** 11月28日 周六, with 今天 / 明天 / 昨天 in front when it is that near */
@Pipe({ name: 'appDate', pure: false })
export class DatePipe implements PipeTransform {
  private readonly here = inject(TimeHere);

  transform(value: Maybe): string {
    if (!value) {
      return '';
    }
    const near = nearDay(value, this.here.place(), this.here.now());
    const date = dayAndWeekday(value, this.here.place(), this.here.now());
    return near ? `${near} ${date}` : date;
  }
}

/** 上午9:00 */
@Pipe({ name: 'appTime', pure: false })
export class TimePipe implements PipeTransform {
  private readonly here = inject(TimeHere);

  transform(value: Maybe): string {
    return value ? timeOfDay(value, this.here.place()) : '';
  }
}

/** 11月28日 周六 上午9:00 */
@Pipe({ name: 'appDateTime', pure: false })
export class DateTimePipe implements PipeTransform {
  private readonly here = inject(TimeHere);

  transform(value: Maybe): string {
    return value ? dayAndTime(value, this.here.place(), this.here.now()) : '';
  }
}

/** `startsAt | appTimeRange: endsAt`: 11月28日 周六 上午9:00–11:30 */
@Pipe({ name: 'appTimeRange', pure: false })
export class TimeRangePipe implements PipeTransform {
  private readonly here = inject(TimeHere);

  transform(from: Maybe, to: Maybe): string {
    return from && to ? timeRange(from, to, this.here.place(), this.here.now()) : '';
  }
}

/** `startsAt | appHours: endsAt`: 上午9:00–11:30, where the day stands beside it */
@Pipe({ name: 'appHours', pure: false })
export class HoursPipe implements PipeTransform {
  private readonly here = inject(TimeHere);

  transform(from: Maybe, to: Maybe): string {
    return from && to ? hoursRange(from, to, this.here.place()) : '';
  }
}

/** "2026-11": 2026年11月 */
@Pipe({ name: 'appMonth', pure: false })
export class MonthPipe implements PipeTransform {
  private readonly here = inject(TimeHere);

  transform(value: Maybe): string {
    return value ? month(value, this.here.place().lang) : '';
  }
}

/** Minutes: 2小时30分钟 */
@Pipe({ name: 'appDuration', pure: false })
export class DurationPipe implements PipeTransform {
  private readonly here = inject(TimeHere);

  transform(minutes: number | null | undefined): string {
    return minutes === null || minutes === undefined ? '' : duration(minutes, this.here.place().lang);
  }
}
