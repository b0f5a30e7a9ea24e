import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { Button } from '../../shared/ui/button';

/** Back and forth in a list that the server cuts into pages. */
@Component({
  selector: 'app-pager',
  imports: [Button, TranslocoPipe],
  template: `
    <nav class="row spread" [attr.aria-label]="'consoleShell.pages' | transloco">
      <p class="soft" role="status">
        {{ 'consoleShell.pageOf' | transloco: { page: page(), pages: pages(), total: total() } }}
      </p>
      @if (pages() > 1) {
        <div class="row">
          <button app-button type="button" [disabled]="page() <= 1" (click)="turned.emit(page() - 1)">
            {{ 'consoleShell.previousPage' | transloco }}
          </button>
          <button app-button type="button" [disabled]="page() >= pages()" (click)="turned.emit(page() + 1)">
            {{ 'consoleShell.nextPage' | transloco }}
          </button>
        </div>
      }
    </nav>
  `,
  styles: `
    button:disabled {
      opacity: 0.55;
      cursor: default;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Pager {
  readonly page = input.required<number>();
  readonly pageSize = input.required<number>();
  readonly total = input.required<number>();
  readonly turned = output<number>();

  protected readonly pages = computed(() => Math.max(1, Math.ceil(this.total() / this.pageSize())));
}
