import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, newIntent } from '../../core/api/api';
import type { components } from '../../core/api/schema';
import { ProblemText } from '../../core/http/problem';
import { Button } from '../../shared/ui/button';
import { Drawer } from '../../shared/ui/drawer';
import { Field, Input } from '../../shared/ui/field';
import { Notice } from '../../shared/ui/notice';
import { Toasts } from '../../shared/ui/toast';
import { PersonPicker, PickedPerson } from '../ui/person-picker';

/** A leader signs up somebody, who is told so; with a reason also past what stops others. */
@Component({
  selector: 'app-add-to-shift',
  imports: [Button, Drawer, Field, Input, Notice, PersonPicker, ReactiveFormsModule, TranslocoPipe],
  template: `
    <app-drawer title="shiftRoster.add" [unsaved]="person() !== null" (closed)="closed.emit()">
      @if (person(); as picked) {
        <div class="row spread picked">
          <strong>{{ picked.name }}</strong>
          <span class="soft number">{{ picked.maskedPhone }}</span>
          <button app-button kind="quiet" type="button" (click)="choose(null)">
            {{ 'shiftRoster.another' | transloco }}
          </button>
        </div>
        <form class="stack" [formGroup]="form" novalidate (ngSubmit)="send()">
          @if (roster().roles.length > 0) {
            <app-field label="shiftRoster.role">
              <select app-input formControlName="roleKey">
                @if (roster().places > 0) {
                  <option value="">{{ 'shiftRoster.general' | transloco }}</option>
                }
                @for (role of roster().roles; track role.key) {
                  <option [value]="role.key">{{ role.name }}（{{ role.taken }}/{{ role.places }}）</option>
                }
              </select>
            </app-field>
          }
          <label class="tick">
            <input type="checkbox" formControlName="acceptRisk" />
            <span>{{ 'shiftRoster.toldRisk' | transloco }}</span>
          </label>
          @if (refusal(); as text) {
            <app-notice tone="bad"
              ><p>{{ text }}</p></app-notice
            >
          }
          @if (refused() || override()) {
            <label class="tick">
              <input type="checkbox" [checked]="override()" (change)="override.set(!override())" />
              <span>
                <strong>{{ 'shiftRoster.overrideAsk' | transloco }}</strong>
                <span class="soft">{{ 'shiftRoster.overrideMeans' | transloco }}</span>
              </span>
            </label>
          }
          @if (override()) {
            <app-field label="shiftRoster.overrideReason">
              <input app-input formControlName="reason" autocomplete="off" />
            </app-field>
          }
          <button app-button kind="primary" type="submit" [busy]="sending()">
            {{ 'shiftRoster.addYes' | transloco }}
          </button>
        </form>
      } @else {
        <app-person-picker (picked)="choose($event)" />
      }
    </app-drawer>
  `,
  styles: `
    .picked {
      padding: 0.5rem 0.5rem 0.5rem 1rem;
      border-radius: 0.625rem;
      background: var(--tint);
    }
    .tick {
      display: flex;
      gap: 0.75rem;
      align-items: flex-start;
      min-height: 2.75rem;
      cursor: pointer;
    }
    .tick span span {
      display: block;
    }
    .tick input {
      flex: none;
      width: 1.25rem;
      height: 1.25rem;
      margin-top: 0.125rem;
      accent-color: var(--brand);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AddToShift {
  readonly shiftId = input.required<string>();
  readonly roster = input.required<components['schemas']['GetRosterResponse']>();
  readonly closed = output();
  readonly added = output();

  protected readonly person = signal<PickedPerson | null>(null);
  protected readonly override = signal(false);
  protected readonly sending = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly refused = computed(() => this.refusal() !== null);
  protected readonly form = new FormGroup({
    roleKey: new FormControl('', { nonNullable: true }),
    acceptRisk: new FormControl(false, { nonNullable: true }),
    reason: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(200)] }),
  });

  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);

  protected choose(person: PickedPerson | null): void {
    this.refusal.set(null);
    this.override.set(false);
    const { places, roles } = this.roster();
    this.form.reset({ roleKey: places === 0 ? (roles[0]?.key ?? '') : '' });
    this.person.set(person);
  }

  protected async send(): Promise<void> {
    const person = this.person();
    const { roleKey, acceptRisk, reason } = this.form.getRawValue();
    if (this.override()) {
      this.form.controls.reason.markAsTouched();
      if (this.form.controls.reason.invalid) {
        return;
      }
    }
    if (!person) {
      return;
    }
    this.refusal.set(null);
    this.sending.set(true);
    try {
      const answer = await this.api.post('/api/volunteering/shifts/{shiftId}/signups/proxy', {
        path: { shiftId: this.shiftId() },
        body: {
          personId: person.id,
          roleKey: roleKey || null,
          acceptRisk,
          override: this.override(),
          reason: this.override() ? reason.trim() : null,
        },
        intent: newIntent(),
      });
      this.toasts.show({
        text: answer.state === 'Waitlisted' ? 'shiftRoster.addedWaiting' : 'shiftRoster.added',
        params: { name: person.name },
      });
      this.added.emit();
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.sending.set(false);
    }
  }
}
