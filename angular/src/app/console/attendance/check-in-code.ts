import { ChangeDetectionStrategy, Component, computed, DestroyRef, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { ProblemText } from '../../core/http/problem';
import { TimeHere, TimeRangePipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';

/** A little before the code runs out the next one is fetched, so that nobody scans an old one. */
const EARLY = 2000;
const AT_LEAST = 1000;

/** The leader holds this up: the changing code to scan, and six digits for who cannot scan. */
@Component({
  selector: 'app-check-in-code',
  imports: [Button, Notice, PageState, RouterLink, TimeRangePipe, TranslocoPipe],
  template: `
    <div class="stack">
      <p>
        <a [routerLink]="['/console/shifts', shiftId(), 'roll-call']">‹ {{ 'attendance.rollCall' | transloco }}</a>
      </p>
      <app-page-state [resource]="code">
        <ng-template>
          @if (code.value(); as it) {
            <div class="stack sheet">
              <h1>{{ it.title }}</h1>
              <p>{{ it.startsAt | appTimeRange: it.endsAt }}</p>
              <img [src]="picture()" [alt]="'attendance.codeAlt' | transloco" width="320" height="320" />
              <p>{{ 'attendance.scanHow' | transloco }}</p>
              <p class="digits number" [attr.aria-label]="'attendance.sixDigits' | transloco">{{ it.sixDigits }}</p>
              <p class="soft">{{ 'attendance.changes' | transloco }}</p>
              <div class="row">
                <a app-button kind="primary" [routerLink]="['/console/shifts', shiftId(), 'roll-call']">{{
                  'attendance.rollCall' | transloco
                }}</a>
                @if (!kioskUrl()) {
                  <button app-button type="button" [busy]="opening()" (click)="openKiosk()">
                    {{ 'attendance.kiosk' | transloco }}
                  </button>
                }
              </div>
            </div>
            @if (refusal(); as text) {
              <app-notice tone="bad">{{ text }}</app-notice>
            }
            @if (kioskUrl(); as url) {
              <section class="card stack" aria-labelledby="kiosk">
                <h2 id="kiosk">{{ 'attendance.kiosk' | transloco }}</h2>
                <p>{{ 'attendance.kioskText' | transloco }}</p>
                <input
                  #link
                  class="input"
                  readonly
                  [attr.aria-label]="'attendance.kioskLink' | transloco"
                  [value]="url"
                  (focus)="link.select()"
                />
                <p>
                  <a app-button [href]="url">{{ 'attendance.kioskOpen' | transloco }}</a>
                </p>
              </section>
            }
          }
        </ng-template>
      </app-page-state>
    </div>
  `,
  styles: `
    .sheet {
      justify-items: center;
      text-align: center;
    }
    img {
      width: min(20rem, 80vw);
      height: auto;
      background: #fff;
    }
    .digits {
      font-size: 3rem;
      font-weight: 800;
      letter-spacing: 0.2em;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CheckInCode {
  readonly shiftId = input.required<string>();

  private readonly api = inject(Api);
  private readonly problemText = inject(ProblemText);
  private readonly here = inject(TimeHere);
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected readonly code = apiResource('/api/volunteering/shifts/{shiftId}/check-in-code', () => ({
    path: { shiftId: this.shiftId() },
  }));
  protected readonly picture = computed(() =>
    this.code.hasValue() ? `data:image/svg+xml;utf8,${encodeURIComponent(this.code.value()!.qrSvg)}` : '',
  );

  protected readonly kioskUrl = signal<string | null>(null);
  protected readonly opening = signal(false);
  protected readonly refusal = signal<string | null>(null);

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
    effect(() => {
      if (this.code.hasValue()) {
        const left = Date.parse(this.code.value()!.expiresAt) - this.here.now().getTime() - EARLY;
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.code.reload(), Math.max(AT_LEAST, left));
      }
    });
  }

  protected async openKiosk(): Promise<void> {
    this.opening.set(true);
    this.refusal.set(null);
    try {
      const kiosk = await this.api.post('/api/volunteering/kiosks', {
        body: { shiftId: this.shiftId(), clubId: null },
      });
      this.kioskUrl.set(kiosk.url);
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.opening.set(false);
    }
  }
}
