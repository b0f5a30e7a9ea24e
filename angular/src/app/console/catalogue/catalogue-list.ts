import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, contentChild, input, output, Resource, TemplateRef } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { Can } from '../../core/session/can';
import { Button } from '../../shared/ui/button';
import { PageState } from '../../shared/ui/page-state';

export interface Listed {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
}

/** One of the short lists: what it is for, its entries, a new one. What is special to an entry is the template inside. */
@Component({
  selector: 'app-catalogue-list',
  imports: [Button, Can, NgTemplateOutlet, PageState, TranslocoPipe],
  template: `
    <section class="stack" [attr.aria-labelledby]="of()">
      <div class="row spread">
        <h2 [id]="of()">{{ 'catalogue.' + of() | transloco }}</h2>
        <button *appCan="mayAdd()" app-button type="button" (click)="added.emit()">
          {{ 'catalogue.new.' + of() | transloco }}
        </button>
      </div>
      <p class="soft">{{ 'catalogue.text.' + of() | transloco }}</p>
      <app-page-state [resource]="resource()" [emptyText]="'catalogue.none.' + of()">
        <ng-template>
          <ul class="list lines">
            @for (one of resource().value(); track one.id) {
              <li>
                <span>
                  <strong>{{ one.name }}</strong>
                  <span class="soft" lang="en">{{ one.nameEn }}</span>
                  <ng-container [ngTemplateOutlet]="more()" [ngTemplateOutletContext]="{ $implicit: one }" />
                </span>
                <button *appCan="'Volunteering.ManageCatalogue'" app-button type="button" (click)="changed.emit(one)">
                  {{ 'catalogue.change' | transloco }}<span class="sr-only">{{ one.name }}</span>
                </button>
              </li>
            }
          </ul>
        </ng-template>
      </app-page-state>
    </section>
  `,
  styles: `
    .lines li {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 1rem;
      padding: 0.625rem 0.875rem;
      border: 1px solid var(--line);
      border-bottom-width: 0;
      background: var(--surface);
    }
    .lines li:last-child {
      border-bottom-width: 1px;
    }
    .lines li > span {
      display: grid;
      justify-items: start;
      gap: 0.125rem;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CatalogueList<T extends Listed> {
  readonly of = input.required<'places' | 'skills'>();
  readonly resource = input.required<Resource<readonly T[] | undefined>>();
  /** The permission that a new entry asks for. */
  readonly mayAdd = input.required<string>();
  readonly added = output();
  readonly changed = output<T>();

  protected readonly more = contentChild.required<TemplateRef<{ $implicit: T }>>(TemplateRef);
}
