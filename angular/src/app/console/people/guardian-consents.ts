import { ChangeDetectionStrategy, Component, ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { ProblemText } from '../../core/http/problem';
import { DayPipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Confirm } from '../../shared/ui/confirm';
import { Field, Input } from '../../shared/ui/field';
import { formSender } from '../../shared/ui/form-sender';
import { Notice } from '../../shared/ui/notice';
import { StatusTag } from '../../shared/ui/status-tag';
import { Toasts } from '../../shared/ui/toast';

/** Which parent or guardian lets a minor take part, and until when; for grown-ups nothing is shown. */
@Component({
  selector: 'app-guardian-consents',
  imports: [Button, DayPipe, Field, Input, Notice, ReactiveFormsModule, StatusTag, TranslocoPipe],
  template: `
    @if (answer.value(); as known) {
      @if (known.isMinor || known.items.length > 0) {
        <section class="stack" aria-labelledby="guardian">
          <h4 id="guardian">{{ 'people.guardian.title' | transloco }}</h4>
          @if (refusal(); as text) {
            <app-notice tone="bad">{{ text }}</app-notice>
          }
          <ul class="list stack">
            @for (consent of known.items; track consent.id) {
              <li class="row spread">
                <span>
                  {{ 'people.guardian.by' | transloco: { name: consent.guardianName ?? '—' } }}
                  <span class="soft number">{{ consent.maskedPhone }}</span>
                  <span class="soft">
                    @if (consent.withdrawnAt; as at) {
                      {{ 'people.guardian.withdrawn' | transloco: { day: at | appDay } }}
                    } @else if (consent.validUntil; as until) {
                      {{ 'people.guardian.until' | transloco: { day: until | appDay } }}
                    } @else {
                      {{ 'people.guardian.untilAdult' | transloco }}
                    }
                  </span>
                  @if (!consent.isInForce && !consent.withdrawnAt) {
                    <app-status-tag tone="warn">{{ 'people.guardian.over' | transloco }}</app-status-tag>
                  }
                </span>
                @if (consent.isInForce) {
                  <button app-button type="button" [busy]="busy()" (click)="withdraw(consent.id)">
                    {{ 'people.guardian.withdraw' | transloco }}
                  </button>
                }
              </li>
            } @empty {
              <li>
                <app-notice tone="warn">{{ 'people.guardian.none' | transloco }}</app-notice>
              </li>
            }
          </ul>
          @if (known.isMinor && !adding()) {
            <p>
              <button app-button type="button" (click)="adding.set(true)">
                {{ 'people.guardian.add' | transloco }}
              </button>
            </p>
          }
          @if (adding()) {
            <form #formElement class="stack" [formGroup]="form" novalidate (ngSubmit)="record()">
              <p class="soft">{{ 'people.guardian.paper' | transloco }}</p>
              <app-field label="people.guardian.name">
                <input app-input formControlName="guardianName" autocomplete="off" />
              </app-field>
              <app-field label="people.guardian.phone">
                <input app-input formControlName="guardianPhone" type="tel" inputmode="tel" autocomplete="off" />
              </app-field>
              <app-field label="people.guardian.validUntil" hint="people.guardian.validUntilHint">
                <input app-input formControlName="validUntil" type="date" />
              </app-field>
              @if (sender.refusal(); as text) {
                <app-notice tone="bad">{{ text }}</app-notice>
              }
              <div class="row">
                <button app-button kind="primary" type="submit" [busy]="sender.sending()">
                  {{ 'common.save' | transloco }}
                </button>
                <button app-button type="button" (click)="adding.set(false)">{{ 'common.cancel' | transloco }}</button>
              </div>
            </form>
          }
        </section>
      }
    }
  `,
  styles: `
    h4 {
      margin: 0;
      font-weight: 700;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class GuardianConsents {
  readonly personId = input.required<string>();

  protected readonly answer = apiResource('/api/platform/people/{personId}/guardian-consents', () => ({
    path: { personId: this.personId() },
  }));
  protected readonly form = new FormGroup({
    guardianName: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    guardianPhone: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    validUntil: new FormControl('', { nonNullable: true }),
  });
  protected readonly sender = formSender(this.form, () => this.formElement()?.nativeElement);
  protected readonly adding = signal(false);
  protected readonly busy = signal(false);
  protected readonly refusal = signal<string | null>(null);

  private readonly formElement = viewChild<ElementRef<HTMLFormElement>>('formElement');
  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);

  protected record(): Promise<void> {
    return this.sender.send(async () => {
      const { validUntil, ...guardian } = this.form.getRawValue();
      await this.api.post('/api/platform/people/{personId}/guardian-consents', {
        path: { personId: this.personId() },
        body: { ...guardian, validUntil: validUntil || null },
      });
      this.adding.set(false);
      this.form.reset();
      this.answer.reload();
      this.toasts.show({ text: 'people.guardian.saved' });
    });
  }

  protected async withdraw(consentId: string): Promise<void> {
    const question = {
      title: 'people.guardian.withdrawTitle',
      text: 'people.guardian.withdrawText',
      yes: 'people.guardian.withdraw',
      danger: true,
    };
    if (!(await this.confirm.ask(question))) {
      return;
    }
    this.busy.set(true);
    this.refusal.set(null);
    try {
      await this.api.post('/api/platform/people/{personId}/guardian-consents/{consentId}/withdrawal', {
        path: { personId: this.personId(), consentId },
      });
      this.answer.reload();
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.busy.set(false);
    }
  }
}
