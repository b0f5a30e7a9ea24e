import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { Prefs } from '../../core/prefs/prefs';
import { Button } from '../../shared/ui/button';

/** Asks once, on the first visit, whether the letters should be larger. */
@Component({
  selector: 'app-elder-offer',
  imports: [Button, TranslocoPipe],
  template: `@if (open()) {
    <section class="card stack" aria-labelledby="elder-offer">
      <h2 id="elder-offer">{{ 'home.elderTitle' | transloco }}</h2>
      <p>{{ 'home.elderText' | transloco }}</p>
      <div class="row">
        <button app-button kind="primary" type="button" (click)="answer(true)">
          {{ 'home.elderYes' | transloco }}
        </button>
        <button app-button type="button" (click)="answer(false)">{{ 'home.elderNo' | transloco }}</button>
      </div>
    </section>
  }`,
  styles: `
    :host(:empty) {
      display: none;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ElderOffer {
  private readonly prefs = inject(Prefs);
  protected readonly open = signal(this.prefs.read('size') === null && this.prefs.read('elder-asked') === null);

  protected answer(yes: boolean): void {
    this.prefs.write('elder-asked', 'yes');
    if (yes) {
      this.prefs.setTextSize('elder');
    }
    this.open.set(false);
  }
}
