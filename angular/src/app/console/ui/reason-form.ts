import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { FormControl, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Button } from '../../shared/ui/button';
import { Field, Input } from '../../shared/ui/field';
import { Notice } from '../../shared/ui/notice';

const LONGEST = 500;

/** Words before a step that somebody will ask about: why returned, why rejected, why taken off the list. */
@Component({
  selector: 'app-reason-form',
  imports: [Button, Field, Input, Notice, ReactiveFormsModule, TranslocoPipe],
  template: `
    <form class="stack" novalidate (submit)="$event.preventDefault(); send()">
      <app-field [label]="label()" [hint]="hint()">
        <textarea app-input rows="3" [formControl]="words" autocomplete="off"></textarea>
      </app-field>
      @if (refusal(); as text) {
        <app-notice tone="bad">{{ text }}</app-notice>
      }
      <div class="row">
        @if (cancellable()) {
          <button app-button type="button" (click)="cancelled.emit()">{{ 'common.cancel' | transloco }}</button>
        }
        <button app-button [kind]="danger() ? 'danger' : 'primary'" type="submit" [busy]="busy()">
          {{ yes() | transloco }}
        </button>
      </div>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReasonForm {
  /** Translation keys. */
  readonly label = input.required<string>();
  readonly hint = input<string>();
  readonly yes = input.required<string>();
  readonly danger = input(false);
  readonly busy = input(false);
  readonly refusal = input<string | null>(null);
  readonly cancellable = input(true);
  readonly said = output<string>();
  readonly cancelled = output();

  protected readonly words = new FormControl('', {
    nonNullable: true,
    validators: [Validators.required, Validators.maxLength(LONGEST)],
  });

  protected send(): void {
    const words = this.words.value.trim();
    this.words.setValue(words);
    this.words.markAsTouched();
    if (this.words.valid) {
      this.said.emit(words);
    }
  }
}
