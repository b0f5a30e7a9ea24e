import { ChangeDetectionStrategy, Component, ElementRef, inject, signal, viewChild } from '@angular/core';
import { FormArray, FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, newIntent } from '../../core/api/api';
import { showOnForm } from '../../core/http/form-problem';
import { ProblemText } from '../../core/http/problem';
import { Button } from '../../shared/ui/button';
import { Field, Input } from '../../shared/ui/field';
import { focusFirstWrong } from '../../shared/ui/focus-first-wrong';
import { Notice } from '../../shared/ui/notice';
import { ClubProfile, newProfile } from './club-profile';

function newFounder() {
  return new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(60)] }),
    phone: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
  });
}

/** A resident asks for a new club: what it is, and who starts it. Whoever asks leads it at first. */
@Component({
  selector: 'app-apply',
  imports: [Button, ClubProfile, Field, Input, Notice, ReactiveFormsModule, RouterLink, TranslocoPipe],
  template: `
    <div class="stack">
      <p>
        <a routerLink="/clubs">‹ {{ 'ourClubs.title' | transloco }}</a>
      </p>
      <h1>{{ 'ourClubs.applyTitle' | transloco }}</h1>
      <p class="soft">{{ 'ourClubs.applyText' | transloco }}</p>
      <form #formElement class="card stack" [formGroup]="form" novalidate (ngSubmit)="send()">
        <app-club-profile [form]="form.controls.profile" />
        <h2>{{ 'ourClubs.founders' | transloco }}</h2>
        <p class="soft">{{ 'ourClubs.foundersText' | transloco }}</p>
        <ng-container formArrayName="foundingMembers">
          @for (founder of founders.controls; track founder; let index = $index) {
            <fieldset class="stack" [formGroupName]="index">
              <legend>{{ 'ourClubs.founder' | transloco: { number: index + 1 } }}</legend>
              <app-field label="ourClubs.founderName">
                <input app-input formControlName="name" autocomplete="off" />
              </app-field>
              <app-field label="ourClubs.founderPhone">
                <input app-input formControlName="phone" type="tel" inputmode="tel" autocomplete="off" />
              </app-field>
              <button app-button kind="quiet" type="button" (click)="founders.removeAt(index)">
                {{ 'ourClubs.drop' | transloco }}<span class="sr-only"> {{ index + 1 }}</span>
              </button>
            </fieldset>
          }
        </ng-container>
        <button app-button type="button" [wide]="true" (click)="add()">{{ 'ourClubs.addFounder' | transloco }}</button>
        @if (founders.length > 0) {
          <label class="tick">
            <input type="checkbox" formControlName="consentConfirmed" />
            <span>{{ 'ourClubs.consent' | transloco }}</span>
          </label>
          @if (tried() && !form.value.consentConfirmed) {
            <p class="bad" role="alert">
              <span aria-hidden="true">⚠ </span>{{ 'common.invalid.requiredTrue' | transloco }}
            </p>
          }
        }
        @if (refusal(); as text) {
          <app-notice tone="bad">{{ text }}</app-notice>
        }
        <button app-button kind="primary" type="submit" [wide]="true" [busy]="sending()">
          {{ 'ourClubs.send' | transloco }}
        </button>
      </form>
    </div>
  `,
  styles: `
    fieldset {
      margin: 0;
      padding: 0.875rem;
      border: 1px solid var(--line);
      border-radius: var(--radius);
    }
    legend {
      font-weight: 600;
    }
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
    .bad {
      color: var(--bad);
      font-weight: 600;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Apply {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly problemText = inject(ProblemText);
  private readonly formElement = viewChild.required<ElementRef<HTMLFormElement>>('formElement');
  private readonly intent = newIntent();

  protected readonly form = new FormGroup({
    profile: newProfile(),
    foundingMembers: new FormArray<ReturnType<typeof newFounder>>([]),
    consentConfirmed: new FormControl(false, { nonNullable: true }),
  });
  protected readonly founders = this.form.controls.foundingMembers;
  protected readonly tried = signal(false);
  protected readonly sending = signal(false);
  protected readonly refusal = signal<string | null>(null);

  protected add(): void {
    this.founders.push(newFounder());
  }

  protected async send(): Promise<void> {
    this.tried.set(true);
    this.refusal.set(null);
    this.form.markAllAsTouched();
    const { profile, foundingMembers, consentConfirmed } = this.form.getRawValue();
    if (this.form.invalid || (foundingMembers.length > 0 && !consentConfirmed)) {
      focusFirstWrong(this.formElement().nativeElement);
      return;
    }
    this.sending.set(true);
    try {
      const { id } = await this.api.post('/api/organizations/clubs', {
        body: {
          ...profile,
          nameEn: null,
          foundedOn: null,
          leaderPersonId: null,
          foundingMembers: foundingMembers.map((one) => ({ ...one, personId: null })),
          consentConfirmed,
        },
        intent: this.intent,
      });
      await this.router.navigate(['/clubs', id], { replaceUrl: true });
    } catch (error) {
      const onProfile = showOnForm(this.form.controls.profile, error);
      if (showOnForm(this.form, error) || onProfile) {
        focusFirstWrong(this.formElement().nativeElement);
      } else {
        this.refusal.set(this.problemText.of(error));
      }
    } finally {
      this.sending.set(false);
    }
  }
}
