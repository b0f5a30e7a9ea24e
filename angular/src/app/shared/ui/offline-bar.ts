import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

/** Says that the network is gone, as long as it is. */
@Component({
  selector: 'app-offline-bar',
  imports: [TranslocoPipe],
  template: `<div role="status">
    @if (offline()) {
      <p>{{ 'common.offline' | transloco }}</p>
    }
  </div>`,
  styles: `
    p {
      padding: 0.625rem 1rem;
      background: #2b2420;
      color: #fff;
      text-align: center;
    }
  `,
  host: { '(window:online)': 'offline.set(false)', '(window:offline)': 'offline.set(true)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OfflineBar {
  protected readonly offline = signal(!navigator.onLine);
}
