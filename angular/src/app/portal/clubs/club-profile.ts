import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import type { components } from '../../core/api/schema';
import { Field, Input } from '../../shared/ui/field';

type Kind = components['schemas']['ClubKind'];

const KINDS: readonly Kind[] = [
  'Interest',
  'Sports',
  'Arts',
  'Patrol',
  'Mediation',
  'Service',
  'Care',
  'Party',
  'Other',
];

export function newProfile() {
  return new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(60)] }),
    kind: new FormControl<Kind>('Interest', { nonNullable: true, validators: [Validators.required] }),
    purpose: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(1000)] }),
    meetingPlace: new FormControl('', {
      nonNullable: true,
      validators: [Validators.required, Validators.maxLength(100)],
    }),
    isVolunteering: new FormControl(false, { nonNullable: true }),
  });
}

/** What a club says of itself, as whoever applies fills it in. */
@Component({
  selector: 'app-club-profile',
  imports: [Field, Input, ReactiveFormsModule, TranslocoPipe],
  template: `
    <div class="stack" [formGroup]="form()">
      <app-field label="ourClubs.name"><input app-input formControlName="name" autocomplete="off" /></app-field>
      <app-field label="ourClubs.kind">
        <select app-input formControlName="kind">
          @for (kind of kinds; track kind) {
            <option [value]="kind">{{ 'ourClubs.kindOf.' + kind | transloco }}</option>
          }
        </select>
      </app-field>
      <app-field label="ourClubs.purpose" hint="ourClubs.purposeHint">
        <textarea app-input formControlName="purpose" rows="3"></textarea>
      </app-field>
      <app-field label="ourClubs.place"
        ><input app-input formControlName="meetingPlace" autocomplete="off"
      /></app-field>
      <label class="tick">
        <input type="checkbox" formControlName="isVolunteering" />
        <span
          ><strong>{{ 'ourClubs.isVolunteering' | transloco }}</strong
          ><br /><span class="soft">{{ 'ourClubs.isVolunteeringHint' | transloco }}</span></span
        >
      </label>
    </div>
  `,
  styles: `
    .tick {
      display: flex;
      gap: 0.75rem;
      min-height: var(--touch);
    }
    .tick input {
      flex: none;
      width: 1.75rem;
      height: 1.75rem;
      margin: 0;
      accent-color: var(--brand);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ClubProfile {
  readonly form = input.required<ReturnType<typeof newProfile>>();
  protected readonly kinds = KINDS;
}
