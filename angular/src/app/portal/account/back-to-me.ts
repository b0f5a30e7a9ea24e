import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

@Component({
  selector: 'app-back-to-me',
  imports: [RouterLink, TranslocoPipe],
  template: `<a routerLink="/me"><span aria-hidden="true">‹ </span>{{ 'account.backToMe' | transloco }}</a>`,
  styles: `
    a {
      display: inline-flex;
      align-items: center;
      gap: 0.375rem;
      min-height: var(--touch);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BackToMe {}
