import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { Shape } from '../../core/api/shapes';
import { ProblemText } from '../../core/http/problem';
import { Button } from '../../shared/ui/button';
import { Notice } from '../../shared/ui/notice';
import { Toasts } from '../../shared/ui/toast';

type Named = Shape<'ListNamedSkillsItem'>;

/** What imported rosters say people can do, each to be matched with a skill of the list, or dropped. Nothing to settle shows nothing. */
@Component({
  selector: 'app-named-skills',
  imports: [Button, Notice, TranslocoPipe],
  template: `
    @if (named.error()) {
      <app-notice tone="bad">{{ 'catalogue.namedFailed' | transloco }}</app-notice>
    }
    @if (items().length > 0) {
      <section class="stack" aria-labelledby="named">
        <h2 id="named">{{ 'catalogue.named' | transloco }}</h2>
        <p class="soft">{{ 'catalogue.namedText' | transloco }}</p>
        @if (refusal(); as text) {
          <app-notice tone="bad">{{ text }}</app-notice>
        }
        <ul class="list stack">
          @for (one of items(); track one.id) {
            <li class="card row spread">
              <span class="row">
                <strong>{{ one.name }}</strong>
                <span class="soft">{{ one.personName }}</span>
                <span class="soft number">{{ one.shortCode }}</span>
              </span>
              <span class="row">
                <label>
                  <span class="sr-only">{{ 'catalogue.namedSkill' | transloco }} {{ one.name }}</span>
                  <select #choice class="input">
                    <option value="">{{ 'catalogue.namedNone' | transloco }}</option>
                    @for (skill of skills(); track skill.id) {
                      <option [value]="skill.id" [selected]="skill.id === one.skillId">{{ skill.name }}</option>
                    }
                  </select>
                </label>
                <button
                  app-button
                  kind="primary"
                  type="button"
                  [busy]="busy() === one.id"
                  (click)="choice.value ? settle(one, choice.value) : choice.focus()"
                >
                  {{ 'catalogue.namedGive' | transloco }}<span class="sr-only">{{ one.name }}</span>
                </button>
                <button app-button type="button" [busy]="busy() === one.id" (click)="settle(one, null)">
                  {{ 'catalogue.namedDrop' | transloco }}<span class="sr-only">{{ one.name }}</span>
                </button>
              </span>
            </li>
          }
        </ul>
      </section>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NamedSkills {
  readonly skills = input.required<readonly Shape<'ListSkillsItem'>[]>();

  protected readonly named = apiResource('/api/volunteering/named-skills');
  protected readonly items = computed(() => (this.named.hasValue() ? this.named.value().items : []));
  protected readonly busy = signal<string | null>(null);
  protected readonly refusal = signal<string | null>(null);

  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);

  protected async settle(named: Named, skillId: string | null): Promise<void> {
    this.busy.set(named.id);
    this.refusal.set(null);
    try {
      await this.api.post('/api/volunteering/named-skills/{namedSkillId}/settlement', {
        path: { namedSkillId: named.id },
        body: { skillId, validUntil: null },
      });
      this.toasts.show({ text: 'catalogue.namedDone' });
      this.named.reload();
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.busy.set(null);
    }
  }
}
