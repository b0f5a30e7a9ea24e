import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { SessionStore } from '../core/session/session-store';

interface Tab {
  readonly path: string;
  readonly text: string;
  readonly icon: string;
}

/** Four places, always the same four, within reach of the thumb; above the page on a wide screen. */
@Component({
  selector: 'app-tab-bar',
  imports: [RouterLink, RouterLinkActive, TranslocoPipe],
  template: `
    <nav [attr.aria-label]="'shell.mainMenu' | transloco">
      <ul>
        @for (tab of tabs; track tab.path) {
          <li>
            <a
              [routerLink]="tab.path"
              routerLinkActive="here"
              ariaCurrentWhenActive="page"
              [routerLinkActiveOptions]="{ exact: tab.path === '/' }"
            >
              <svg viewBox="0 0 24 24" aria-hidden="true"><path [attr.d]="tab.icon" /></svg>
              <span>{{ tab.text | transloco }}</span>
            </a>
          </li>
        }
        @if (session.worksHere()) {
          <li class="wide-only">
            <a routerLink="/console">{{ 'shell.console' | transloco }}</a>
          </li>
        }
      </ul>
    </nav>
  `,
  styleUrl: './tab-bar.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TabBar {
  protected readonly session = inject(SessionStore);
  protected readonly tabs: readonly Tab[] = [
    { path: '/', text: 'shell.today', icon: 'M3 11.5 12 4l9 7.5M5.5 10v10h13V10M10 20v-6h4v6' },
    {
      path: '/shifts',
      text: 'shell.shifts',
      icon: 'M4 6h16v14H4zM4 10.5h16M8.5 3.5V7M15.5 3.5V7M8.5 15l2.5 2.5 4.5-4.5',
    },
    { path: '/hours', text: 'shell.hours', icon: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 7.5V12l3.5 2.5' },
    {
      path: '/me',
      text: 'shell.me',
      icon: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 20.5c.8-4 3.8-5.5 7.5-5.5s6.7 1.5 7.5 5.5',
    },
  ];
}
