import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';

export interface Chip<T extends string | number> {
  readonly value: T;
  /** The words themselves, in the language of the screen. */
  readonly text: string;
}

let lastId = 0;

/**
 * A few choices side by side: several of them, or one with `single`. Native boxes underneath, so arrows, space and a
 * screen reader find what they expect.
 */
@Component({
  selector: 'app-chips',
  template: `
    <fieldset [class.labelled]="!hideLabel()">
      <legend [class.sr-only]="hideLabel()">{{ label() }}</legend>
      <div class="chips">
        @for (chip of options(); track chip.value) {
          <label [class.chosen]="isChosen(chip.value)">
            <input
              [type]="single() ? 'radio' : 'checkbox'"
              [name]="name"
              [checked]="isChosen(chip.value)"
              (change)="toggle(chip.value)"
            />
            <span>{{ chip.text }}</span>
          </label>
        }
      </div>
    </fieldset>
  `,
  styles: `
    :host {
      display: block;
    }
    fieldset {
      min-width: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend:not(.sr-only) {
      margin: 0;
      padding: 0;
      border: 0;
      font-size: 1rem;
      font-weight: 600;
      line-height: inherit;
    }
    .labelled .chips {
      margin-top: 0.375rem;
    }
    .chips {
      display: flex;
      flex-wrap: wrap;
      gap: 0.375rem;
    }
    label {
      display: inline-flex;
      align-items: center;
      justify-content: center;
      position: relative;
      min-width: 2.75rem;
      min-height: 2.75rem;
      padding: 0.25rem 0.75rem;
      border: 1.5px solid var(--edge);
      border-radius: 0.625rem;
      background: var(--surface);
      font-weight: 600;
      cursor: pointer;
    }
    label:hover {
      background: var(--tint);
    }
    label.chosen {
      border-color: var(--brand);
      background: var(--bad-tint);
      color: var(--brand-deep);
      box-shadow: inset 0 0 0 1px var(--brand);
    }
    input {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
      margin: 0;
      opacity: 0;
      cursor: pointer;
    }
    label:focus-within {
      outline: 3px solid var(--focus);
      outline-offset: 2px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Chips<T extends string | number> {
  readonly label = input.required<string>();
  readonly hideLabel = input(false);
  readonly options = input.required<readonly Chip<T>[]>();
  readonly single = input(false);
  readonly chosen = model.required<readonly T[]>();

  protected readonly name = `chips-${++lastId}`;

  protected isChosen(value: T): boolean {
    return this.chosen().includes(value);
  }

  protected toggle(value: T): void {
    this.chosen.update((chosen) =>
      this.single() ? [value] : chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value],
    );
  }
}
