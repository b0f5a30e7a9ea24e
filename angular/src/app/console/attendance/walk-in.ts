import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, newIntent } from '../../core/api/api';
import { showOnForm } from '../../core/http/form-problem';
import { ProblemText } from '../../core/http/problem';
import { Button } from '../../shared/ui/button';
import { Drawer } from '../../shared/ui/drawer';
import { Field, Input } from '../../shared/ui/field';
import { Notice } from '../../shared/ui/notice';
import { PersonPicker } from '../ui/person-picker';

/** Somebody came who is not on the list: from the register, or new, with a signed form. */
@Component({
  selector: 'app-walk-in',
  imports: [Button, Drawer, Field, Input, Notice, PersonPicker, ReactiveFormsModule, TranslocoPipe],
  template: `
    <app-drawer title="attendance.walkIn" [unsaved]="form.dirty" (closed)="closed.emit()">
      @if (refusal(); as text) {
        <app-notice tone="bad">{{ text }}</app-notice>
      }
      @if (isNew()) {
        <form class="stack" [formGroup]="form" novalidate (ngSubmit)="register()">
          <app-field label="attendance.newName"
            ><input app-input formControlName="name" autocomplete="off"
          /></app-field>
          <app-field label="attendance.newPhone">
            <input app-input formControlName="phone" type="tel" inputmode="tel" autocomplete="off" />
          </app-field>
          <label class="tick">
            <input type="checkbox" formControlName="consentConfirmed" />
            <span>{{ 'attendance.newConsent' | transloco }}</span>
          </label>
          @if (form.controls.consentConfirmed.touched && form.controls.consentConfirmed.invalid) {
            <p class="bad" role="alert">
              <span aria-hidden="true">⚠ </span>{{ 'attendance.newConsentMissing' | transloco }}
            </p>
          }
          <div class="row">
            <button app-button type="button" (click)="isNew.set(false)">{{ 'common.back' | transloco }}</button>
            <button app-button kind="primary" type="submit" [busy]="busy()">
              {{ 'attendance.newAdd' | transloco }}
            </button>
          </div>
        </form>
      } @else {
        <app-person-picker (picked)="add({ personId: $event.id })" />
        <button app-button type="button" (click)="isNew.set(true)">{{ 'attendance.notInRegister' | transloco }}</button>
      }
    </app-drawer>
  `,
  styles: `
    .tick {
      display: flex;
      gap: 0.75rem;
      align-items: flex-start;
      min-height: 2.75rem;
      cursor: pointer;
    }
    .tick input {
      flex: none;
      width: 1.5rem;
      height: 1.5rem;
      accent-color: var(--brand);
    }
    .bad {
      color: var(--bad);
      font-weight: 600;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WalkIn {
  readonly shiftId = input.required<string>();
  readonly closed = output();
  readonly added = output();

  private readonly api = inject(Api);
  private readonly problemText = inject(ProblemText);
  private readonly intent = newIntent();

  protected readonly isNew = signal(false);
  protected readonly busy = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(60)] }),
    phone: new FormControl('', { nonNullable: true }),
    consentConfirmed: new FormControl(false, { nonNullable: true, validators: [Validators.requiredTrue] }),
  });

  protected async register(): Promise<void> {
    this.form.markAllAsTouched();
    if (this.form.valid) {
      const { name, phone } = this.form.getRawValue();
      await this.add({ name: name.trim(), phone: phone.trim() || null, consentConfirmed: true });
    }
  }

  protected async add(who: {
    personId?: string;
    name?: string;
    phone?: string | null;
    consentConfirmed?: boolean;
  }): Promise<void> {
    this.busy.set(true);
    this.refusal.set(null);
    try {
      await this.api.post('/api/volunteering/shifts/{shiftId}/walk-ins', {
        path: { shiftId: this.shiftId() },
        body: { evenIfFull: true, ...who },
        intent: who.personId ? undefined : this.intent,
      });
      this.added.emit();
    } catch (error) {
      if (!showOnForm(this.form, error)) {
        this.refusal.set(this.problemText.of(error));
      }
    } finally {
      this.busy.set(false);
    }
  }
}
