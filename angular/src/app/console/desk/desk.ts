import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { SessionStore } from '../../core/session/session-store';
import { DatePipe, TimeHere } from '../../shared/pipes/time.pipes';
import { CONSOLE_MENU } from '../console-menu';

/** 工作台: the working day starts here. */
@Component({
  selector: 'app-desk',
  imports: [DatePipe, RouterLink, TranslocoPipe],
  template: `
    <div class="stack">
      <div>
        <h1>{{ 'desk.hello' | transloco: { name: session.user()?.name } }}</h1>
        <p class="soft">{{ today() | appDate }}</p>
      </div>
      <ul class="list desk-tiles">
        @for (entry of places(); track entry.path) {
          <li>
            <a class="card" [routerLink]="['/console', entry.path]">{{ entry.text | transloco }}</a>
          </li>
        }
      </ul>
    </div>
  `,
  styles: `
    .desk-tiles {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr));
      gap: var(--gap);
    }
    .desk-tiles a {
      display: block;
      color: var(--ink);
      font-weight: 600;
      text-decoration: none;
    }
    .desk-tiles a:hover {
      border-color: var(--brand);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Desk {
  protected readonly session = inject(SessionStore);
  private readonly here = inject(TimeHere);

  protected readonly today = computed(() => this.here.now().toISOString());
  protected readonly places = computed(() =>
    CONSOLE_MENU.filter((entry) => entry.path !== '' && (!entry.permission || this.session.can(entry.permission))),
  );
}
