import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api } from '../../core/api/api';
import { ProblemText } from '../../core/http/problem';
import { Button } from '../../shared/ui/button';
import { Notice } from '../../shared/ui/notice';

/** Behind the link that proves an address. A button, because mail programs open links by themselves. */
@Component({
  selector: 'app-confirm-email',
  imports: [Button, Notice, RouterLink, TranslocoPipe],
  template: `
    <div class="stack page">
      <h1>{{ 'signIn.confirmTitle' | transloco }}</h1>
      @if (done()) {
        <app-notice tone="good">{{ 'signIn.confirmDone' | transloco }}</app-notice>
        <a app-button kind="primary" [wide]="true" routerLink="/">{{ 'signIn.confirmOn' | transloco }}</a>
      } @else {
        @if (refusal(); as text) {
          <app-notice tone="bad">{{ text }}</app-notice>
        }
        <button app-button kind="primary" type="button" [wide]="true" [busy]="sending()" (click)="confirm()">
          {{ 'signIn.confirm' | transloco }}
        </button>
      }
    </div>
  `,
  styleUrl: './sign-in.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConfirmEmail {
  readonly token = input.required<string>();

  protected readonly sending = signal(false);
  protected readonly done = signal(false);
  protected readonly refusal = signal<string | null>(null);

  private readonly api = inject(Api);
  private readonly problemText = inject(ProblemText);

  protected async confirm(): Promise<void> {
    this.sending.set(true);
    this.refusal.set(null);
    try {
      await this.api.post('/api/platform/email-changes/confirm', { body: { token: this.token() } });
      this.done.set(true);
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.sending.set(false);
    }
  }
}
