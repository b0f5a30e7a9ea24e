import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

@Component({
  selector: 'app-console-not-found',
  imports: [RouterLink, TranslocoPipe],
  template: `
    <div class="stack">
      <h1>{{ 'consoleShell.notFoundTitle' | transloco }}</h1>
      <p>{{ 'consoleShell.notFoundText' | transloco }}</p>
      <p>
        <a routerLink="/console">{{ 'consoleShell.backToDesk' | transloco }}</a>
      </p>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConsoleNotFound {}
