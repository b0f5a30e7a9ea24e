import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource, newIntent } from '../../core/api/api';
import { ProblemText } from '../../core/http/problem';
import { DateTimePipe, TimePipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Notice } from '../../shared/ui/notice';

interface Presence {
  readonly shiftId: string;
  readonly title: string;
  readonly titleEn: string | null;
  readonly arrivedAt: string;
  readonly endsAt?: string;
  readonly leftAt?: string | null;
}

/** Where the code on the leader's phone leads: one big button, then one to leave. */
@Component({
  selector: 'app-check-in',
  imports: [Button, DateTimePipe, Notice, RouterLink, TimePipe, TranslocoPipe],
  template: `
    <div class="stack">
      <h1>{{ 'checkIn.title' | transloco }}</h1>
      @if (present(); as here) {
        <section class="card stack" role="status">
          <h2>{{ here.title }}</h2>
          @if (here.leftAt; as left) {
            <p>{{ 'checkIn.left' | transloco }} {{ left | appTime }}</p>
            <p>{{ 'checkIn.thanks' | transloco }}</p>
          } @else {
            <p class="since">✓ {{ 'checkIn.since' | transloco }} {{ here.arrivedAt | appTime }}</p>
            <p class="soft">{{ 'checkIn.until' | transloco }} {{ here.endsAt! | appDateTime }}</p>
          }
        </section>
        @if (!here.leftAt) {
          <button app-button type="button" [wide]="true" [busy]="busy()" (click)="leave(here)">
            {{ 'checkIn.leave' | transloco }}
          </button>
        } @else {
          <a app-button kind="primary" [wide]="true" routerLink="/hours">{{ 'checkIn.toHours' | transloco }}</a>
        }
      } @else {
        @if (whereIAm(); as it) {
          <p>{{ 'checkIn.youAreAt' | transloco: { title: it.title } }} {{ it.mine?.arrivedAt | appTime }}</p>
          <button app-button kind="primary" class="big" type="button" [wide]="true" [busy]="busy()" (click)="scanOut()">
            {{ 'checkIn.leave' | transloco }}
          </button>
          <button app-button type="button" [wide]="true" [busy]="busy()" (click)="arrive()">
            {{ 'checkIn.arriveElsewhere' | transloco }}
          </button>
        } @else {
          <p>{{ 'checkIn.explain' | transloco }}</p>
          <button app-button kind="primary" class="big" type="button" [wide]="true" [busy]="busy()" (click)="arrive()">
            {{ 'checkIn.arrive' | transloco }}
          </button>
        }
      }
      @if (refusal(); as text) {
        <app-notice tone="bad">{{ text }}</app-notice>
        <p class="soft">{{ 'checkIn.askLeader' | transloco }}</p>
      }
    </div>
  `,
  styles: `
    .big {
      min-height: 7rem;
      font-size: 1.75rem;
    }
    .since {
      color: var(--good);
      font-size: 1.25rem;
      font-weight: 700;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CheckIn {
  readonly token = input.required<string>();

  private readonly api = inject(Api);
  private readonly problemText = inject(ProblemText);
  private readonly intent = newIntent();

  protected readonly present = signal<Presence | null>(null);
  protected readonly busy = signal(false);
  protected readonly refusal = signal<string | null>(null);

  /** Scanned a second time, the same code is for leaving. */
  private readonly today = apiResource('/api/volunteering/my/open-shifts', () => ({ query: { days: 1 } }));
  protected readonly whereIAm = computed(() =>
    this.today.hasValue() ? this.today.value()!.items.find(({ mine }) => mine?.arrivedAt && !mine.leftAt) : undefined,
  );

  protected scanOut(): Promise<void> {
    return this.send(() => this.api.post('/api/volunteering/check-outs', { body: { token: this.token() } }));
  }

  protected arrive(): Promise<void> {
    return this.send(() =>
      this.api.post('/api/volunteering/check-ins', { body: { token: this.token() }, intent: this.intent }),
    );
  }

  protected leave(here: Presence): Promise<void> {
    return this.send(() => this.api.post('/api/volunteering/check-outs', { body: { shiftId: here.shiftId } }));
  }

  private async send(work: () => Promise<Presence>): Promise<void> {
    this.busy.set(true);
    this.refusal.set(null);
    try {
      this.present.set(await work());
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.busy.set(false);
    }
  }
}
