import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterOutlet } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { filter, map } from 'rxjs';

import { SessionStore } from '../core/session/session-store';
import { ElderSwitch } from '../shared/ui/elder-switch';
import { LanguageSwitch } from '../shared/ui/language-switch';
import { TabBar } from './tab-bar';

/** The frame of every page for residents and volunteers: where am I, who helps me, where can I go. */
@Component({
  selector: 'app-portal-shell',
  imports: [ElderSwitch, LanguageSwitch, RouterLink, RouterOutlet, TabBar, TranslocoPipe],
  templateUrl: './portal-shell.html',
  styleUrl: './portal-shell.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PortalShell {
  protected readonly session = inject(SessionStore);
  private readonly router = inject(Router);

  /** A tablet for everybody leads nowhere else. */
  protected readonly atTheDoor = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => event.urlAfterRedirects.startsWith('/kiosk/')),
    ),
    { initialValue: this.router.url.startsWith('/kiosk/') },
  );
}
