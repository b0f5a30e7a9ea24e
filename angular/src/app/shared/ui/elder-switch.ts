import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { Prefs } from '../../core/prefs/prefs';

/** 长辈版: larger letters and larger buttons, one tap on, one tap off. */
@Component({
  selector: 'app-elder-switch',
  imports: [TranslocoPipe],
  template: `<button type="button" class="chip" (click)="toggle()">
    {{ (on() ? 'common.standardVersion' : 'common.elderVersion') | transloco }}
  </button>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ElderSwitch {
  private readonly prefs = inject(Prefs);
  protected readonly on = computed(() => this.prefs.textSize() !== 'normal');

  protected toggle(): void {
    this.prefs.setTextSize(this.on() ? 'normal' : 'elder');
  }
}
