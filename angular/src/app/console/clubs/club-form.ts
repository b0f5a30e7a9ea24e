import {
  ChangeDetectionStrategy,
  Component,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, newIntent } from '../../core/api/api';
import { Button } from '../../shared/ui/button';
import { Field, Input } from '../../shared/ui/field';
import { formSender } from '../../shared/ui/form-sender';
import { Notice } from '../../shared/ui/notice';
import { PersonPicker, PickedPerson } from '../ui/person-picker';
import { Club, CLUB_KINDS, ClubKind } from './clubs-api';

const LONGEST = 1000;

/** An application for a new club, or a correction of one. */
@Component({
  selector: 'app-club-form',
  imports: [Button, Field, Input, Notice, PersonPicker, ReactiveFormsModule, TranslocoPipe],
  templateUrl: './club-form.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ClubForm {
  /** The club to correct; nothing means an application. */
  readonly club = input<Club>();
  readonly saved = output<string>();

  protected readonly kinds = CLUB_KINDS;
  protected readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(60)] }),
    nameEn: new FormControl('', { nonNullable: true, validators: [Validators.maxLength(120)] }),
    kind: new FormControl<ClubKind>('Interest', { nonNullable: true, validators: [Validators.required] }),
    purpose: new FormControl('', {
      nonNullable: true,
      validators: [Validators.required, Validators.maxLength(LONGEST)],
    }),
    meetingPlace: new FormControl('', {
      nonNullable: true,
      validators: [Validators.required, Validators.maxLength(100)],
    }),
    isVolunteering: new FormControl(true, { nonNullable: true }),
  });
  readonly dirty = signal(false);
  protected readonly leader = signal<PickedPerson | null>(null);
  protected readonly founders = signal<readonly PickedPerson[]>([]);
  protected readonly sender = formSender(this.form, () => this.formElement().nativeElement);

  private readonly formElement = viewChild.required<ElementRef<HTMLFormElement>>('formElement');
  private readonly api = inject(Api);
  private intent = newIntent();

  constructor() {
    this.form.valueChanges.pipe(takeUntilDestroyed()).subscribe(() => {
      this.dirty.set(this.form.dirty);
      this.intent = newIntent();
    });
    effect(() => {
      const club = this.club();
      if (club) {
        const { name, nameEn, kind, purpose, meetingPlace, isVolunteering } = club;
        this.form.reset({ name, nameEn: nameEn ?? '', kind, purpose, meetingPlace, isVolunteering });
      }
    });
  }

  protected addFounder(person: PickedPerson): void {
    this.founders.update((all) => (all.some((one) => one.id === person.id) ? all : [...all, person]));
  }

  protected dropFounder(person: PickedPerson): void {
    this.founders.update((all) => all.filter((one) => one.id !== person.id));
  }

  protected save(): Promise<void> {
    return this.sender.send(async () => {
      this.saved.emit(await this.send());
    });
  }

  private async send(): Promise<string> {
    const { nameEn, ...rest } = this.form.getRawValue();
    const profile = { ...rest, nameEn: nameEn.trim() || null };
    const club = this.club();
    if (club?.state === 'Returned') {
      // A returned application is mended and sent again in one step.
      await this.api.post('/api/organizations/clubs/{clubId}/resubmission', {
        path: { clubId: club.id },
        body: { ...profile, foundedOn: club.foundedOn },
      });
      return club.id;
    }
    if (club) {
      await this.api.put('/api/organizations/clubs/{clubId}', {
        path: { clubId: club.id },
        body: { ...profile, foundedOn: club.foundedOn, version: club.version },
      });
      return club.id;
    }
    const body = {
      ...profile,
      leaderPersonId: this.leader()?.id ?? null,
      foundingMembers: this.founders().map((person) => ({ personId: person.id, name: null, phone: null })),
      consentConfirmed: false,
    };
    return (await this.api.post('/api/organizations/clubs', { body, intent: this.intent })).id;
  }
}
