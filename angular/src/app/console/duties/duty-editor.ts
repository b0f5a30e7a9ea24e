import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ReactiveFormsModule } from '@angular/forms';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { map } from 'rxjs';

import { Api, apiResource, newIntent } from '../../core/api/api';
import { showOnForm } from '../../core/http/form-problem';
import { ProblemText } from '../../core/http/problem';
import { Language } from '../../core/i18n/language';
import { SessionStore } from '../../core/session/session-store';
import { localDay } from '../../shared/domain/dates';
import { TimeHere } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Drawer } from '../../shared/ui/drawer';
import { Field, Input } from '../../shared/ui/field';
import { focusFirstWrong } from '../../shared/ui/focus-first-wrong';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { Toasts } from '../../shared/ui/toast';
import { MayHaveUnsaved } from '../../shared/ui/unsaved';
import { Chip, Chips } from '../ui/chips';
import { clubsILead } from '../ui/clubs-i-lead';
import {
  DutyDetail,
  dutyForm,
  DutyValues,
  endsNextDay,
  fill,
  FormRule,
  keepLength,
  KINDS,
  minutesFrom,
  newRole,
  POLICIES,
  roleForm,
  textOf,
  When,
  whenOf,
  WhoMayCome,
  whoOf,
} from './duty-draft';
import { EditRequest } from './duties.api';
import { EditPreviewPanel } from './edit-preview-panel';
import { PlaceChoice } from './place-choice';
import { DatesPreview } from './rule/dates-preview';
import { mayMissDays, missingIn, newDraft, RuleDraft, summaryOf } from './rule/rule';
import { RuleBuilder } from './rule/rule-builder';
import { dutySentence } from './rule/sentence';

const EARLIEST = '2000-01-01';

/** Sets up a duty: what, when, where, for whom. Its next twelve dates stand beside the form all the time. */
@Component({
  selector: 'app-duty-editor',
  imports: [
    Button,
    Chips,
    DatesPreview,
    Drawer,
    EditPreviewPanel,
    Field,
    Input,
    Notice,
    PageState,
    PlaceChoice,
    ReactiveFormsModule,
    RouterLink,
    RuleBuilder,
    TranslocoPipe,
  ],
  templateUrl: './duty-editor.html',
  styleUrl: './duty-editor.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DutyEditor implements MayHaveUnsaved {
  /** An existing duty; without it, a new one. */
  readonly id = input<string>();
  /** The club in the address, when one comes from its page. */
  readonly clubId = input('', { transform: (value: string | undefined) => value ?? '' });

  protected readonly kinds = KINDS;
  protected readonly policies = POLICIES;
  protected readonly earliest = EARLIEST;
  protected readonly clubs = clubsILead();
  protected readonly skills = apiResource('/api/volunteering/skills');
  protected readonly duty = apiResource('/api/volunteering/duties/{dutyId}', () => {
    const dutyId = this.id();
    return dutyId ? { path: { dutyId } } : undefined;
  });
  /** What the confirmed preview will do to the dates; null until the time was changed and sent. */
  protected readonly edit = signal<EditRequest | null>(null);
  protected readonly sending = signal(false);
  protected readonly sent = signal(false);
  protected readonly refusal = signal<string | null>(null);

  private readonly here = inject(TimeHere);
  private readonly today = localDay(this.here.now().toISOString(), inject(SessionStore).timeZone());
  protected readonly form = dutyForm(this.today);
  protected readonly values = toSignal(this.form.valueChanges.pipe(map(() => this.form.getRawValue())), {
    initialValue: this.form.getRawValue(),
  });
  protected readonly rule = signal<FormRule>({ draft: newDraft(this.today), custom: null });

  private readonly language = inject(Language);
  private readonly transloco = inject(TranslocoService);
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);
  private readonly formElement = viewChild<ElementRef<HTMLFormElement>>('formElement');
  private intent = newIntent();
  private done = false;
  private version = 0;
  private whenBefore = '';
  private restBefore = '';

  protected readonly club = computed(() => this.clubs().find((club) => club.id === this.values().clubId));
  /** A club for leisure cannot hold what yields hours. */
  protected readonly kindRefused = computed(
    () => this.values().kind === 'Volunteering' && this.club()?.isVolunteering === false,
  );
  protected readonly nextDay = computed(() => endsNextDay(this.values().startTime, this.values().endTime));
  protected readonly missing = computed(() => {
    const draft = this.rule().draft;
    return draft ? missingIn(draft) : null;
  });
  protected readonly asksMissingDay = computed(() => {
    const draft = this.rule().draft;
    return draft !== null && mayMissDays(draft);
  });
  protected readonly ends = this.chips(['none', 'date', 'count'] as const, 'duties.endOf.');
  protected readonly whos = this.chips<WhoMayCome>(['Everyone', 'ClubMembers'], 'duties.whoOf.');
  protected readonly missingDays = this.chips(['Skip', 'LastDay'] as const, 'duties.missingDayOf.');
  protected readonly when = computed(() => {
    const values = this.values();
    const ready = values.startDate && values.startTime && values.endTime && this.missing() === null;
    return ready ? whenOf(values, this.rule()) : null;
  });
  protected readonly sentence = computed(() => {
    const [values, draft] = [this.values(), this.rule().draft];
    if (!draft || !values.startTime || !values.endTime || this.missing() !== null) {
      return null;
    }
    const until = draft.end === 'date' && values.endDate ? values.endDate : null;
    const summary = { ...summaryOf(draft), until };
    return dutySentence(
      summary,
      values.startTime,
      minutesFrom(values.startTime, values.endTime),
      this.language.current(),
    );
  });
  protected readonly totalPlaces = computed(() =>
    this.values().roles.reduce((sum, role) => sum + (role.places ?? 0), this.values().places ?? 0),
  );

  constructor() {
    const length = keepLength(this.form.controls.startTime, this.form.controls.endTime);
    inject(DestroyRef).onDestroy(() => length.unsubscribe());
    effect(() => {
      const clubs = this.clubs();
      const wanted = clubs.find((club) => club.id === this.clubId()) ?? (clubs.length === 1 ? clubs[0] : undefined);
      if (wanted && untracked(() => this.form.controls.clubId.value === '')) {
        this.form.controls.clubId.setValue(wanted.id);
      }
    });
    effect(() => {
      if (this.duty.hasValue()) {
        const duty = this.duty.value();
        untracked(() => this.show(duty));
      }
    });
    effect(() => {
      this.when();
      this.values();
      // Another content is another wish.
      this.intent = newIntent();
    });
  }

  hasUnsaved(): boolean {
    return this.form.dirty && !this.done;
  }

  protected setRule(draft: RuleDraft): void {
    this.rule.set({ draft, custom: null });
    this.form.markAsDirty();
  }

  protected setEnd(end: RuleDraft['end']): void {
    const draft = this.rule().draft;
    if (draft) {
      this.setRule({ ...draft, end });
    }
  }

  protected setCount(count: number): void {
    const draft = this.rule().draft;
    if (draft) {
      this.setRule({ ...draft, count });
    }
  }

  protected addRole(): void {
    const roles = this.form.controls.roles;
    roles.push(roleForm(newRole(roles.controls.map((role) => role.controls.key.value))));
    this.form.markAsDirty();
  }

  protected removeRole(index: number): void {
    this.form.controls.roles.removeAt(index);
    this.form.markAsDirty();
  }

  protected async save(): Promise<void> {
    this.refusal.set(null);
    this.sent.set(true);
    this.form.markAllAsTouched();
    const when = this.when();
    if (this.form.invalid || when === null) {
      focusFirstWrong(this.formElement()!.nativeElement);
      return;
    }
    this.sending.set(true);
    try {
      await (this.id() ? this.change(this.id()!, when) : this.create(when));
    } catch (error) {
      if (showOnForm(this.form, error, SERVER_NAMES)) {
        focusFirstWrong(this.formElement()!.nativeElement);
      } else {
        this.refusal.set(this.problemText.of(error));
      }
    } finally {
      this.sending.set(false);
    }
  }

  protected async leave(dutyId: string): Promise<void> {
    this.done = true;
    await this.router.navigate(['/console/duties', dutyId]);
  }

  private async create(when: When): Promise<void> {
    const values = this.form.getRawValue();
    const { id } = await this.api.post('/api/volunteering/duties', {
      intent: this.intent,
      body: { clubId: values.clubId, kind: values.kind, when, ...this.rest(values) },
    });
    this.toasts.show({ text: 'duties.saved' });
    await this.leave(id);
  }

  /** What it is changes at once; when it is only after a look at the dates and people concerned. */
  private async change(dutyId: string, when: When): Promise<void> {
    const values = this.form.getRawValue();
    const rest = { ...this.rest(values), kind: values.kind };
    if (JSON.stringify(rest) !== this.restBefore) {
      await this.api.put('/api/volunteering/duties/{dutyId}', {
        path: { dutyId },
        body: { ...rest, version: this.version },
      });
      this.restBefore = JSON.stringify(rest);
      this.version = (await this.api.get('/api/volunteering/duties/{dutyId}', { path: { dutyId } })).version;
      this.toasts.show({ text: 'duties.changed' });
    }
    if (JSON.stringify(when) === this.whenBefore) {
      await this.leave(dutyId);
      return;
    }
    const { endDate, ...other } = when;
    this.edit.set({ scope: 'All', change: { ...other, ...(endDate ? { endDate } : { noEnd: true }) } });
  }

  private rest(values: DutyValues) {
    return { text: textOf(values), placeId: values.placeId, who: whoOf(values) };
  }

  private show(duty: DutyDetail): void {
    this.version = duty.version;
    this.rule.set(fill(this.form, duty));
    const values = this.form.getRawValue();
    this.whenBefore = JSON.stringify(whenOf(values, this.rule()));
    this.restBefore = JSON.stringify({ ...this.rest(values), kind: values.kind });
  }

  private chips<T extends string>(values: readonly T[], keys: string) {
    return computed<readonly Chip<T>[]>(() => {
      this.language.current();
      return values.map((value) => ({ value, text: this.transloco.translate(keys + value) }));
    });
  }
}

/** The form is flat, the request is not. */
export const SERVER_NAMES: Readonly<Record<string, string>> = {
  'text.title': 'title',
  'text.titleEn': 'titleEn',
  'text.description': 'description',
  'when.startDate': 'startDate',
  'when.startTime': 'startTime',
  'when.minutes': 'endTime',
  'when.endDate': 'endDate',
  'who.places': 'places',
  'who.roles': 'places',
  'who.minimumAge': 'minimumAge',
  'who.risk': 'risk',
  'who.withdrawUntilHoursBefore': 'withdrawUntilHoursBefore',
  'who.opensDaysBefore': 'opensDaysBefore',
};
