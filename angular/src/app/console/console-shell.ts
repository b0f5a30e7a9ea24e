import { ChangeDetectionStrategy, Component, computed, inject, ViewEncapsulation } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { SessionStore } from '../core/session/session-store';
import { ElderSwitch } from '../shared/ui/elder-switch';
import { LanguageSwitch } from '../shared/ui/language-switch';
import { CONSOLE_MENU } from './console-menu';

/** The frame of the working screens. Its styles bring NG-ZORRO's for everything inside. */
@Component({
  selector: 'app-console-shell',
  imports: [ElderSwitch, LanguageSwitch, RouterLink, RouterLinkActive, RouterOutlet, TranslocoPipe],
  templateUrl: './console-shell.html',
  styleUrl: './console-shell.less',
  encapsulation: ViewEncapsulation.None,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConsoleShell {
  protected readonly session = inject(SessionStore);
  protected readonly menu = computed(() =>
    CONSOLE_MENU.filter((entry) => !entry.permission || this.session.can(entry.permission)),
  );
}
