import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { showOnForm } from '../../core/http/form-problem';
import { ProblemText } from '../../core/http/problem';
import { SessionStore } from '../../core/session/session-store';
import { localDay } from '../../shared/domain/dates';
import { TimeHere } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Drawer } from '../../shared/ui/drawer';
import { Field, Input } from '../../shared/ui/field';
import { focusFirstWrong } from '../../shared/ui/focus-first-wrong';
import { Notice } from '../../shared/ui/notice';
import { PersonPicker, PickedPerson } from '../ui/person-picker';
import { Role } from './roles-api';
import { endOfDay } from './term';

/** Whom, what, until when. */
@Component({
  selector: 'app-grant-role',
  imports: [Button, Drawer, Field, Input, Notice, PersonPicker, ReactiveFormsModule, TranslocoPipe],
  template: `
    <app-drawer title="roles.grant" [unsaved]="form.dirty" (closed)="closed.emit()">
      @if (name(); as who) {
        <div class="row spread">
          <h3>{{ who }}</h3>
          <button app-button type="button" (click)="forget()">{{ 'roles.somebodyElse' | transloco }}</button>
        </div>
        @if (canSignIn() === false) {
          <app-notice tone="warn">{{ 'roles.noAccountYet' | transloco }}</app-notice>
        }
        <form #formElement class="stack" [formGroup]="form" novalidate (ngSubmit)="send()">
          <app-field label="roles.role">
            <select app-input formControlName="role">
              <option value="">{{ 'roles.choose' | transloco }}</option>
              @for (group of roles(); track group.role.name) {
                <option [value]="group.role.name">{{ 'roles.name.' + group.role.name | transloco }}</option>
              }
            </select>
          </app-field>
          @if (form.controls.role.value; as role) {
            <p class="soft">{{ 'roles.about.' + role | transloco }}</p>
          }
          <app-field label="roles.until" hint="roles.untilHint">
            <input app-input formControlName="until" type="date" [min]="today()" />
          </app-field>
          @if (refusal(); as text) {
            <app-notice tone="bad">{{ text }}</app-notice>
          }
          <button app-button kind="primary" type="submit" [busy]="sending()">{{ 'roles.grantYes' | transloco }}</button>
        </form>
      } @else {
        <app-person-picker (picked)="picked.set($event)" />
      }
    </app-drawer>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class GrantRole {
  readonly personId = input<string | null>(null);
  readonly roles = input.required<readonly { role: Role }[]>();
  readonly closed = output();
  readonly granted = output();

  protected readonly form = new FormGroup({
    role: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    until: new FormControl('', { nonNullable: true }),
  });
  protected readonly picked = signal<PickedPerson | null>(null);
  protected readonly left = signal(false);
  protected readonly sending = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly given = apiResource('/api/platform/people/{personId}', () => {
    const personId = this.picked()?.id ?? (this.left() ? null : this.personId());
    return personId ? { path: { personId } } : undefined;
  });
  protected readonly name = computed(
    () => this.picked()?.name ?? (this.given.hasValue() ? this.given.value().person.name : null),
  );
  protected readonly canSignIn = computed(() => (this.given.hasValue() ? this.given.value().canSignIn : null));
  protected readonly today = computed(() => localDay(this.here.now().toISOString(), this.session.timeZone()));

  private readonly formElement = viewChild<ElementRef<HTMLFormElement>>('formElement');
  private readonly api = inject(Api);
  private readonly session = inject(SessionStore);
  private readonly here = inject(TimeHere);
  private readonly problemText = inject(ProblemText);

  protected forget(): void {
    this.left.set(true);
    this.picked.set(null);
  }

  protected async send(): Promise<void> {
    const personId = this.given.hasValue() ? this.given.value().person.id : this.picked()?.id;
    this.refusal.set(null);
    this.form.markAllAsTouched();
    if (this.form.invalid || !personId) {
      this.focusWrong();
      return;
    }
    this.sending.set(true);
    try {
      const { role, until } = this.form.getRawValue();
      await this.api.post('/api/platform/people/{personId}/roles', {
        path: { personId },
        body: { role, until: until ? endOfDay(until, this.session.timeZone()) : null },
      });
      this.granted.emit();
    } catch (error) {
      if (showOnForm(this.form, error)) {
        this.focusWrong();
      } else {
        this.refusal.set(this.problemText.of(error));
      }
    } finally {
      this.sending.set(false);
    }
  }

  private focusWrong(): void {
    const form = this.formElement()?.nativeElement;
    if (form) {
      focusFirstWrong(form);
    }
  }
}
