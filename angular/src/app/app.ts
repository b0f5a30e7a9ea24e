import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';

import { Dictionaries } from './core/i18n/dictionaries';
import { PageFocus } from './core/page-focus';
import { ConfirmHost } from './shared/ui/confirm';
import { OfflineBar } from './shared/ui/offline-bar';
import { ToastHost } from './shared/ui/toast';
import { UpdateBar } from './shared/ui/update-bar';

@Component({
  selector: 'app-root',
  imports: [RouterOutlet, ConfirmHost, OfflineBar, ToastHost, UpdateBar],
  template: `
    <app-offline-bar />
    <app-update-bar />
    <router-outlet />
    <app-toast-host />
    <app-confirm-host />
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class App {
  protected readonly dictionaries = inject(Dictionaries);

  constructor() {
    inject(PageFocus).start();
  }
}
