import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  numberAttribute,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { NzTableModule } from 'ng-zorro-antd/table';

import { apiResource } from '../../core/api/api';
import type { components } from '../../core/api/schema';
import { Language } from '../../core/i18n/language';
import { DateTimePipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { PageState } from '../../shared/ui/page-state';
import { StatusTag, Tone } from '../../shared/ui/status-tag';
import { clubsILead } from '../ui/clubs-i-lead';
import { Pager } from '../ui/pager';
import { dutySentence } from './rule/sentence';

type DutyState = components['schemas']['DutyState'];
type Row = components['schemas']['ListDutiesItem'];

const PAGE_SIZE = 25;
const STATES: readonly DutyState[] = ['Active', 'Paused', 'Ended'];
const TONES: Readonly<Record<DutyState, Tone>> = { Active: 'good', Paused: 'warn', Ended: 'plain' };

/** All duties of the clubs one plans for. */
@Component({
  selector: 'app-duties',
  imports: [Button, DateTimePipe, NzTableModule, PageState, Pager, RouterLink, StatusTag, TranslocoPipe],
  templateUrl: './duties.html',
  styleUrl: './duties.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Duties {
  /** These live in the address, so that back, reload and a shared link show the same. */
  readonly club = input('', { transform: (value: string | undefined) => value ?? '' });
  readonly state = input<DutyState | '', string | undefined>('', {
    transform: (value) => STATES.find((state) => state === value) ?? '',
  });
  readonly page = input(1, { transform: (value: unknown) => Math.max(1, numberAttribute(value, 1)) });

  protected readonly pageSize = PAGE_SIZE;
  protected readonly states = STATES;
  protected readonly clubs = clubsILead();
  protected readonly duties = apiResource('/api/volunteering/duties', () => ({
    query: {
      clubId: this.club() || undefined,
      state: this.state() || undefined,
      page: this.page(),
      pageSize: PAGE_SIZE,
    },
  }));
  /** The last rows stay while the next ones are on their way. */
  protected readonly shown = linkedSignal<
    { items: Row[]; total: number } | undefined,
    { items: Row[]; total: number } | null
  >({
    source: () => (this.duties.hasValue() ? this.duties.value() : undefined),
    computation: (now, before) => now ?? before?.value ?? null,
  });
  protected readonly filtered = computed(() => this.club() !== '' || this.state() !== '');

  private readonly router = inject(Router);
  private readonly language = inject(Language);

  protected title(row: Row): string {
    return (this.language.current() === 'en' && row.titleEn) || row.title;
  }

  protected sentence(row: Row): string {
    return row.rule ? dutySentence(row.rule, row.startTime, row.minutes, this.language.current()) : '';
  }

  protected tone(state: DutyState): Tone {
    return TONES[state];
  }

  protected go(queryParams: Record<string, string | number | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}
