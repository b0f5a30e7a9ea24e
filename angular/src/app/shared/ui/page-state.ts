import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  contentChild,
  inject,
  input,
  Resource,
  TemplateRef,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { Language } from '../../core/i18n/language';
import { ProblemText } from '../../core/http/problem';
import { Button } from './button';

/**
 * The four states of something loaded. The content is an `<ng-template>`, drawn only when the value is there; what to
 * do when there is nothing yet goes in with the attribute `empty`.
 *
 *   <app-page-state [resource]="shifts" emptyText="shifts.none">
 *     <ng-template> … shifts.value() … </ng-template>
 *     <a empty app-button routerLink="/me">…</a>
 *   </app-page-state>
 */
@Component({
  selector: 'app-page-state',
  imports: [Button, NgTemplateOutlet, TranslocoPipe],
  template: `
    @if (problem(); as text) {
      <div class="state" role="alert">
        <h2>{{ 'common.loadFailed' | transloco }}</h2>
        <p>{{ text }}</p>
        <button app-button type="button" (click)="reload()">{{ 'common.retry' | transloco }}</button>
      </div>
    } @else if (!resource().hasValue()) {
      <div class="bones" role="status">
        <span class="sr-only">{{ 'common.loading' | transloco }}</span>
        @for (bone of bones(); track $index) {
          <span class="bone"></span>
        }
      </div>
    } @else if (isEmpty()) {
      <div class="state">
        <p>{{ emptyText() | transloco }}</p>
        <ng-content select="[empty]" />
      </div>
    } @else if (content(); as template) {
      <ng-container [ngTemplateOutlet]="template" />
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .state {
      display: grid;
      justify-items: center;
      gap: 0.75rem;
      padding: 2rem 1rem;
      border: 1px dashed var(--edge);
      border-radius: var(--radius);
      text-align: center;
    }
    .bones {
      display: grid;
      gap: 0.75rem;
      opacity: 0;
      animation: appear 1ms linear 200ms forwards;
    }
    .bone {
      height: 5.5rem;
      border-radius: var(--radius);
      background: var(--tint);
    }
    @keyframes appear {
      to {
        opacity: 1;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PageState {
  readonly resource = input.required<Resource<unknown>>();
  readonly emptyText = input('common.nothingHere');
  /** When the answer counts as empty; by default an empty list, or a page without items. */
  readonly emptyWhen = input<(value: unknown) => boolean>(looksEmpty);
  readonly rows = input(3);

  protected readonly content = contentChild(TemplateRef);
  protected readonly bones = computed(() => Array.from({ length: this.rows() }));
  protected readonly isEmpty = computed(() => {
    const resource = this.resource();
    return resource.hasValue() && this.emptyWhen()(resource.value());
  });
  protected readonly problem = computed(() => {
    this.language.current();
    const error = this.resource().error();
    return error ? this.problemText.of(error) : null;
  });

  private readonly problemText = inject(ProblemText);
  private readonly language = inject(Language);

  protected reload(): void {
    const resource = this.resource() as Resource<unknown> & { reload?: () => boolean };
    resource.reload?.();
  }
}

function looksEmpty(value: unknown): boolean {
  const items = typeof value === 'object' && value !== null && 'items' in value ? value.items : value;
  return Array.isArray(items) && items.length === 0;
}
