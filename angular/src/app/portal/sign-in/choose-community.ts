import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { ProblemText } from '../../core/http/problem';
import { safeBack } from '../../core/session/guards';
import { SessionStore } from '../../core/session/session-store';
import { SignIn } from '../../core/session/sign-in';
import { Button } from '../../shared/ui/button';
import { Notice } from '../../shared/ui/notice';

/** For those who belong to several places: in which one are you today? */
@Component({
  selector: 'app-choose-community',
  imports: [Button, Notice, TranslocoPipe],
  template: `
    <div class="stack">
      <h1>{{ 'signIn.chooseTitle' | transloco }}</h1>
      <p>{{ 'signIn.chooseText' | transloco }}</p>
      @if (refusal(); as text) {
        <app-notice tone="bad">{{ text }}</app-notice>
      }
      <ul class="list stack">
        @for (place of session.memberships(); track place.id) {
          <li>
            <button app-button type="button" [wide]="true" [busy]="choosing() === place.id" (click)="choose(place.id)">
              <span>
                {{ place.name }}
                @if (place.kind !== 'Community') {
                  <span class="soft">{{ 'signIn.kind.' + place.kind | transloco }}</span>
                }
              </span>
            </button>
          </li>
        }
      </ul>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChooseCommunity {
  readonly back = input<string>();

  protected readonly session = inject(SessionStore);
  protected readonly choosing = signal<string | null>(null);
  protected readonly refusal = signal<string | null>(null);

  private readonly signIn = inject(SignIn);
  private readonly router = inject(Router);
  private readonly problemText = inject(ProblemText);

  protected async choose(membershipId: string): Promise<void> {
    this.choosing.set(membershipId);
    this.refusal.set(null);
    try {
      await this.signIn.choose(membershipId);
      await this.router.navigateByUrl(safeBack(this.back()));
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.choosing.set(null);
    }
  }
}
