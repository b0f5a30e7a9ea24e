import { FormArray, FormControl, FormGroup, ValidatorFn, Validators } from '@angular/forms';
import { Subscription } from 'rxjs';

import type { components } from '../../core/api/schema';
import { newDraft, readRule, RuleDraft, writeRule } from './rule/rule';

export type DutyDetail = components['schemas']['GetDutyResponse'];
export type NewDuty = components['schemas']['CreateDutyRequest'];
export type DutyKind = components['schemas']['DutyKind'];
export type HolidayPolicy = components['schemas']['HolidayPolicy'];
export type MissingDay = components['schemas']['MissingDay'];
export type When = components['schemas']['WhenInput'];
export type Who = components['schemas']['WhoInput'];
export type WhoMayCome = components['schemas']['WhoMayCome'];
type Role = components['schemas']['RoleInput'];

export const KINDS: readonly DutyKind[] = ['Volunteering', 'Training', 'Leisure', 'PartyMeeting', 'PaidDuty'];
export const POLICIES: readonly HolidayPolicy[] = ['Hold', 'Skip', 'MoveBefore', 'MoveAfter', 'Ask'];

const MOST_PLACES = 1_000;
const DAY = 24 * 60;

/** Minutes from one clock time to the next; an end at or before the start is on the next day. */
export function minutesFrom(startTime: string, endTime: string): number {
  const minutes = (minuteOf(endTime) - minuteOf(startTime) + DAY) % DAY;
  return minutes === 0 ? DAY : minutes;
}

export function endTimeOf(startTime: string, minutes: number): string {
  const end = (minuteOf(startTime) + minutes) % DAY;
  return `${two(Math.floor(end / 60))}:${two(end % 60)}`;
}

export function endsNextDay(startTime: string, endTime: string): boolean {
  return startTime !== '' && endTime !== '' && minuteOf(startTime) + minutesFrom(startTime, endTime) >= DAY;
}

/** An activity that starts later also ends later: its length stays until somebody changes the end. */
export function keepLength(startTime: FormControl<string>, endTime: FormControl<string>): Subscription {
  let start = startTime.value;
  return startTime.valueChanges.subscribe((now) => {
    if (startTime.dirty && start && now && endTime.value) {
      endTime.setValue(endTimeOf(now, minutesFrom(start, endTime.value)));
    }
    start = now || start;
  });
}

export type RoleForm = ReturnType<typeof roleForm>;

export function roleForm(role: Role) {
  return new FormGroup({
    key: text(role.key),
    name: text(role.name, Validators.required, Validators.maxLength(40)),
    nameEn: text(role.nameEn ?? '', Validators.maxLength(80)),
    places: new FormControl<number | null>(role.places, places(1)),
    skillId: text(role.skillId ?? ''),
  });
}

/** A key that no role of the form has: it stays when the role is renamed. */
export function newRole(taken: readonly string[]): Role {
  let number = taken.length + 1;
  while (taken.includes(`role-${number}`)) {
    number++;
  }
  return { key: `role-${number}`, name: '', nameEn: null, places: 1, skillId: null };
}

export type DutyForm = ReturnType<typeof dutyForm>;

export function dutyForm(today: string) {
  return new FormGroup({
    clubId: text('', Validators.required),
    kind: new FormControl<DutyKind>('Volunteering', { nonNullable: true, validators: [Validators.required] }),
    title: text('', Validators.required, Validators.maxLength(100)),
    titleEn: text('', Validators.maxLength(200)),
    description: text('', Validators.maxLength(4_000)),
    placeId: text('', Validators.required),
    startDate: text(today, Validators.required),
    startTime: text('09:00', Validators.required),
    endTime: text('10:30', Validators.required),
    endDate: text(''),
    missingDay: new FormControl<MissingDay>('Skip', { nonNullable: true }),
    holidayPolicy: new FormControl<HolidayPolicy>('Hold', { nonNullable: true }),
    places: new FormControl<number | null>(10, places(0)),
    roles: new FormArray<RoleForm>([]),
    whoMayCome: new FormControl<WhoMayCome>('Everyone', { nonNullable: true }),
    minimumAge: new FormControl<number | null>(null, [Validators.min(1), Validators.max(120)]),
    risk: text('', Validators.maxLength(500)),
    isDangerous: new FormControl(false, { nonNullable: true }),
    withdrawUntilHoursBefore: new FormControl<number | null>(12, [
      Validators.required,
      Validators.min(0),
      Validators.max(720),
    ]),
    opensDaysBefore: new FormControl<number | null>(null, [Validators.min(0), Validators.max(365)]),
  });
}

export type DutyValues = ReturnType<DutyForm['getRawValue']>;

/** The rule as the form has it: built from its choices, or a text it has no words for. */
export type FormRule =
  { readonly draft: RuleDraft; readonly custom: null } | { readonly draft: null; readonly custom: string };

export function whenOf(values: DutyValues, rule: FormRule): When {
  const ends = rule.draft === null || rule.draft.end === 'date';
  return {
    rule: rule.draft === null ? rule.custom : writeRule(rule.draft),
    startDate: values.startDate,
    startTime: values.startTime,
    minutes: minutesFrom(values.startTime, values.endTime),
    endDate: ends && values.endDate ? values.endDate : null,
    missingDay: values.missingDay,
    holidayPolicy: values.holidayPolicy,
  };
}

export function whoOf(values: DutyValues): Who {
  return {
    places: values.places ?? 0,
    roles: values.roles.map((role) => ({
      key: role.key,
      name: role.name.trim(),
      nameEn: role.nameEn.trim() || null,
      places: role.places ?? 0,
      skillId: role.skillId || null,
    })),
    whoMayCome: values.whoMayCome,
    minimumAge: values.minimumAge,
    risk: values.risk.trim() || null,
    isDangerous: values.isDangerous,
    withdrawUntilHoursBefore: values.withdrawUntilHoursBefore ?? 0,
    opensDaysBefore: values.opensDaysBefore,
  };
}

export function textOf(values: DutyValues): NewDuty['text'] {
  return { title: values.title.trim(), titleEn: values.titleEn.trim() || null, description: values.description.trim() };
}

/** Puts an existing duty into the form and says how its rule reads. */
export function fill(form: DutyForm, duty: DutyDetail): FormRule {
  const { when, who } = duty;
  const read = readRule(when.rule, when.startDate);
  const startTime = when.startTime.slice(0, 5);
  const endDate = when.endDate ?? read?.until ?? '';
  form.reset({
    clubId: duty.clubId,
    kind: duty.kind,
    title: duty.text.title,
    titleEn: duty.text.titleEn ?? '',
    description: duty.text.description,
    placeId: duty.placeId,
    startDate: when.startDate,
    startTime,
    endTime: endTimeOf(startTime, when.minutes),
    endDate,
    missingDay: when.missingDay ?? 'Skip',
    holidayPolicy: when.holidayPolicy ?? 'Hold',
    places: who.places,
    whoMayCome: who.whoMayCome ?? 'Everyone',
    minimumAge: who.minimumAge ?? null,
    risk: who.risk ?? '',
    isDangerous: who.isDangerous,
    withdrawUntilHoursBefore: who.withdrawUntilHoursBefore,
    opensDaysBefore: who.opensDaysBefore ?? null,
  });
  form.controls.roles.clear();
  who.roles.forEach((role) => form.controls.roles.push(roleForm(role)));
  if (!read) {
    return { draft: null, custom: when.rule };
  }
  return {
    draft: { ...newDraft(when.startDate), ...read.draft, end: endDate ? 'date' : read.draft.end },
    custom: null,
  };
}

function text(value: string, ...validators: ValidatorFn[]) {
  return new FormControl(value, { nonNullable: true, validators });
}

function places(least: number) {
  return [Validators.required, Validators.min(least), Validators.max(MOST_PLACES), Validators.pattern(/^\d+$/)];
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
