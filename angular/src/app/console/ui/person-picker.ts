import { ChangeDetectionStrategy, Component, DestroyRef, inject, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { apiResource } from '../../core/api/api';
import { PageState } from '../../shared/ui/page-state';

export interface PickedPerson {
  readonly id: string;
  readonly name: string;
  readonly maskedPhone: string | null;
}

const TYPING_PAUSE = 300;
const MOST = 8;

/** Finds one person of the register by name, short code or the end of a phone number. */
@Component({
  selector: 'app-person-picker',
  imports: [PageState, TranslocoPipe],
  template: `
    <label class="stack tight">
      <strong>{{ 'consoleShell.findPerson' | transloco }}</strong>
      <span class="soft">{{ 'consoleShell.findPersonHint' | transloco }}</span>
      <input #box class="input" type="search" autocomplete="off" spellcheck="false" (input)="type(box.value)" />
    </label>
    @if (search()) {
      <app-page-state [resource]="found" emptyText="consoleShell.nobodyFound" [rows]="1">
        <ng-template>
          <ul class="list stack tight" [attr.aria-label]="'consoleShell.peopleFound' | transloco">
            @for (person of found.value()?.items; track person.id) {
              <li>
                <button type="button" (click)="picked.emit(person)">
                  <strong>{{ person.name }}</strong>
                  <span class="soft number">{{ person.maskedPhone ?? person.birthYear }}</span>
                  <span class="soft">{{ person.building }}</span>
                </button>
              </li>
            }
          </ul>
        </ng-template>
      </app-page-state>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 0.75rem;
    }
    .tight {
      gap: 0.375rem;
    }
    button {
      display: flex;
      flex-wrap: wrap;
      gap: 0.25rem 0.75rem;
      width: 100%;
      min-height: var(--touch);
      align-items: center;
      padding: 0.5rem 0.875rem;
      border: 1px solid var(--line);
      border-radius: 0.625rem;
      background: var(--surface);
      color: inherit;
      font: inherit;
      text-align: left;
      cursor: pointer;
    }
    button:hover {
      border-color: var(--brand);
      background: var(--tint);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PersonPicker {
  readonly picked = output<PickedPerson>();

  protected readonly search = signal('');
  protected readonly found = apiResource('/api/platform/people', () =>
    this.search() ? { query: { search: this.search(), pageSize: MOST } } : undefined,
  );

  private typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.typing));
  }

  protected type(text: string): void {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.search.set(text.trim()), TYPING_PAUSE);
  }
}
