import { ChangeDetectionStrategy, Component, computed, effect, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { apiResource } from '../../core/api/api';
import { Button } from '../../shared/ui/button';
import { PageState } from '../../shared/ui/page-state';
import { ShiftCard } from '../shifts/shift-card';
import { SigningUp } from '../shifts/signing-up';

const SHOWN = 3;

/** My next duty first, then the next few shifts I could take. */
@Component({
  selector: 'app-my-next',
  imports: [Button, PageState, RouterLink, ShiftCard, TranslocoPipe],
  template: `
    <app-page-state [resource]="shifts" emptyText="shifts.none">
      <ng-template>
        <div class="stack">
          @if (mine().length > 0) {
            <h2>{{ 'home.mine' | transloco }}</h2>
            @for (shift of mine(); track shift.shiftId) {
              <app-shift-card [shift]="shift" />
            }
          }
          @if (open().length > 0) {
            <h2>{{ 'home.open' | transloco }}</h2>
            @for (shift of open(); track shift.shiftId) {
              <app-shift-card [shift]="shift" />
            }
            <a app-button [wide]="true" routerLink="/shifts">{{ 'shifts.allShifts' | transloco }}</a>
          }
        </div>
      </ng-template>
    </app-page-state>
  `,
  providers: [SigningUp],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MyNext {
  private readonly signing = inject(SigningUp);
  protected readonly shifts = apiResource('/api/volunteering/my/open-shifts', () => ({ query: { days: 14 } }));
  protected readonly mine = computed(() =>
    (this.shifts.value()?.items ?? []).filter((shift) => shift.mine).slice(0, SHOWN),
  );
  protected readonly open = computed(() =>
    (this.shifts.value()?.items ?? []).filter((shift) => !shift.mine && !shift.cannot).slice(0, SHOWN),
  );

  constructor() {
    effect(() => {
      if (this.signing.changes() > 0) {
        this.shifts.reload();
      }
    });
  }
}
