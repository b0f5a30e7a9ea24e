import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { SessionStore } from '../../core/session/session-store';

const PLACES = [
  { path: '/console/funds', text: 'funds.overview', permission: 'Funds.ViewBooks', exact: true },
  { path: '/console/funds/statements', text: 'statements.title', permission: 'Funds.Reconcile', exact: false },
  { path: '/console/funds/reconcile', text: 'reconcile.title', permission: 'Funds.Reconcile', exact: false },
  { path: '/console/funds/months', text: 'months.title', permission: 'Funds.ViewBooks', exact: false },
  { path: '/console/funds/entries', text: 'entries.title', permission: 'Funds.ViewBooks', exact: false },
  { path: '/console/funds/reports', text: 'reports.title', permission: 'Funds.ViewBooks', exact: false },
];

/** The way from one page of the books to the next, in the order of a month's work. */
@Component({
  selector: 'app-funds-nav',
  imports: [RouterLink, RouterLinkActive, TranslocoPipe],
  template: `
    <nav class="no-print" [attr.aria-label]="'funds.title' | transloco">
      @for (place of places(); track place.path) {
        <a
          [routerLink]="place.path"
          routerLinkActive="here"
          ariaCurrentWhenActive="page"
          [routerLinkActiveOptions]="{ exact: place.exact }"
          >{{ place.text | transloco }}</a
        >
      }
    </nav>
  `,
  styles: `
    nav {
      display: flex;
      gap: 0.25rem;
      overflow-x: auto;
      border-bottom: 1px solid var(--line);
    }
    a {
      display: flex;
      align-items: center;
      min-height: 2.75rem;
      padding: 0.25rem 0.875rem;
      border-bottom: 3px solid transparent;
      color: var(--soft);
      font-weight: 600;
      text-decoration: none;
      white-space: nowrap;
    }
    a:hover {
      background: var(--tint);
    }
    a:focus-visible {
      outline-offset: -3px;
    }
    a.here {
      border-color: var(--brand);
      color: var(--brand-deep);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FundsNav {
  private readonly session = inject(SessionStore);
  protected readonly places = computed(() => PLACES.filter(({ permission }) => this.session.can(permission)));
}
