import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Button } from '../shared/ui/button';

@Component({
  selector: 'app-not-found',
  imports: [Button, RouterLink, TranslocoPipe],
  template: `
    <div class="stack">
      <h1>{{ 'shell.notFoundTitle' | transloco }}</h1>
      <p>{{ 'shell.notFoundText' | transloco }}</p>
      <p>
        <a app-button kind="primary" routerLink="/">{{ 'shell.backToToday' | transloco }}</a>
      </p>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotFound {}
