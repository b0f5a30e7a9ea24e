import { ChangeDetectionStrategy, Component, DOCUMENT, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { SwUpdate } from '@angular/service-worker';
import { TranslocoPipe } from '@jsverse/transloco';

import { Button } from './button';

/** Offers a new version and leaves the moment to the reader, who may be in the middle of a form. */
@Component({
  selector: 'app-update-bar',
  imports: [Button, TranslocoPipe],
  template: `@if (ready()) {
    <div class="row" role="status">
      <span>{{ 'common.newVersion' | transloco }}</span>
      <button app-button type="button" (click)="reload()">{{ 'common.reload' | transloco }}</button>
    </div>
  }`,
  styles: `
    .row {
      justify-content: center;
      padding: 0.5rem 1rem;
      background: var(--info-tint);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UpdateBar {
  protected readonly ready = signal(false);
  private readonly document = inject(DOCUMENT);

  constructor() {
    inject(SwUpdate)
      .versionUpdates.pipe(takeUntilDestroyed())
      .subscribe((event) => {
        if (event.type === 'VERSION_READY') {
          this.ready.set(true);
        }
      });
  }

  protected reload(): void {
    this.document.location.reload();
  }
}
