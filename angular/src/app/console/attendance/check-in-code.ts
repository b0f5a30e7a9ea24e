import { ChangeDetectionStrategy, Component, computed, DestroyRef, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { apiResource } from '../../core/api/api';
import { TimeHere, TimeRangePipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { PageState } from '../../shared/ui/page-state';

/** A little before the code runs out the next one is fetched, so that nobody scans an old one. */
const EARLY = 2000;
const AT_LEAST = 1000;

/** The leader holds this up: the changing code to scan, and six digits for who cannot scan. */
@Component({
  selector: 'app-check-in-code',
  imports: [Button, PageState, RouterLink, TimeRangePipe, TranslocoPipe],
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
              <a app-button [routerLink]="['/console/shifts', shiftId(), 'roll-call']">{{
                'attendance.rollCall' | transloco
              }}</a>
            </div>
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

  private readonly here = inject(TimeHere);
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected readonly code = apiResource('/api/volunteering/shifts/{shiftId}/check-in-code', () => ({
    path: { shiftId: this.shiftId() },
  }));
  protected readonly picture = computed(() =>
    this.code.hasValue() ? `data:image/svg+xml;utf8,${encodeURIComponent(this.code.value()!.qrSvg)}` : '',
  );

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
}
