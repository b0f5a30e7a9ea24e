import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  numberAttribute,
} from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';

import { apiResource } from '../../core/api/api';
import { Language } from '../../core/i18n/language';
import { dayAndTime, localDay } from '../../shared/domain/dates';
import { DatePipe, TimeHere, TimePipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { PageState } from '../../shared/ui/page-state';
import { Pager } from '../ui/pager';
import { AuditItem } from './audit-api';
import { isHidden, isInstant, readable } from './in-words';

const PAGE_SIZE = 50;
/** What one looks for most often. */
const THINGS = [
  'Person',
  'Membership',
  'PermissionGrant',
  'SettingValue',
  'Club',
  'Duty',
  'Shift',
  'HoursEntry',
  'Message',
];

/** Who did what and when, in words, day by day. */
@Component({
  selector: 'app-audit',
  imports: [Button, DatePipe, PageState, Pager, TimePipe, TranslocoPipe],
  templateUrl: './audit.html',
  styleUrl: './audit.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Audit {
  readonly thingId = input<string>();
  readonly thing = input<string>();
  readonly page = input(1, { transform: (value: unknown) => Math.max(1, numberAttribute(value, 1)) });

  protected readonly pageSize = PAGE_SIZE;
  protected readonly things = THINGS;
  protected readonly answer = apiResource('/api/platform/audit', () => ({
    query: { thingId: this.thingId(), thing: this.thing() || undefined, page: this.page(), pageSize: PAGE_SIZE },
  }));
  protected readonly shown = linkedSignal<List | undefined, List | null>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (now, before) => now ?? before?.value ?? null,
  });
  protected readonly days = computed(() => {
    this.language.current();
    const days = new Map<string, Line[]>();
    for (const item of this.shown()?.items ?? []) {
      const day = localDay(item.at, this.here.place().timeZone);
      days.set(day, [...(days.get(day) ?? []), this.line(item)]);
    }
    return [...days].map(([day, lines]) => ({ day, lines }));
  });

  private readonly router = inject(Router);
  private readonly here = inject(TimeHere);
  private readonly language = inject(Language);
  private readonly transloco = inject(TranslocoService);

  protected go(queryParams: Record<string, unknown>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  private line(item: AuditItem): Line {
    const who = item.person?.name || this.word(item.byJob ? 'audit.byJob' : 'audit.byOutsider');
    const what = this.first(`audit.event.${item.thing}.${item.change}`);
    const thing = this.first(`audit.thing.${item.thing}`) ?? this.word('audit.thingOther');
    const change = this.first(`audit.change.${item.change}`) ?? this.word('audit.changeOther');
    const details = item.details.flatMap((detail) => {
      const label = this.first(`audit.property.${detail.property}`);
      const text = label && this.values(detail.before, detail.after, item.change);
      return text ? [`${label}: ${text}`] : [];
    });
    return {
      id: item.id,
      at: item.at,
      who,
      what: what ?? this.transloco.translate('audit.sentence', { change, thing }),
      details,
    };
  }

  private values(before: string | null, after: string | null, change: string): string | null {
    if (isHidden(before, after)) {
      return this.word('audit.hidden');
    }
    const [from, to] = [this.value(before), this.value(after)];
    if (from === null || to === null || (from === '' && to === '')) {
      return null;
    }
    return change === 'Modified'
      ? `${from || this.word('audit.nothing')} → ${to || this.word('audit.nothing')}`
      : to || from;
  }

  private value(raw: string | null): string | null {
    const text = readable(raw);
    if (text && isInstant(text)) {
      return dayAndTime(text, this.here.place(), this.here.now());
    }
    return text && (this.first(`audit.value.${text}`) ?? this.first(`roles.name.${text}`) ?? text);
  }

  private word(key: string): string {
    return this.transloco.translate(key);
  }

  /** The text of a key that may not exist: modules name things that this page has not heard of yet. */
  private first(key: string): string | null {
    const text: unknown = this.transloco.getTranslation(this.transloco.getActiveLang())[key];
    return typeof text === 'string' ? text : null;
  }
}

interface Line {
  readonly id: string;
  readonly at: string;
  readonly who: string;
  readonly what: string;
  readonly details: readonly string[];
}

interface List {
  items: AuditItem[];
  total: number;
}
