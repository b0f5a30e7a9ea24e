import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { Shape } from '../../core/api/shapes';
import { fieldErrors, ProblemText } from '../../core/http/problem';
import { SessionStore } from '../../core/session/session-store';
import { Button } from '../../shared/ui/button';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { Toasts } from '../../shared/ui/toast';
import { MayHaveUnsaved } from '../../shared/ui/unsaved';

/** Kept as 1 or 0, asked as a question. */
const YES_OR_NO: readonly string[] = ['Volunteering.AutoApproveBothScans', 'Volunteering.CheckOutNeedsCode'];

/** What this community does its own way: parts of the product on or off, and the numbers behind the rules. */
@Component({
  selector: 'app-settings',
  imports: [Button, Notice, PageState, TranslocoPipe],
  templateUrl: './settings.html',
  styleUrl: './settings.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Settings implements MayHaveUnsaved {
  protected readonly features = apiResource('/api/platform/features');
  protected readonly settings = apiResource('/api/platform/settings');
  protected readonly switched = signal<ReadonlyMap<string, boolean>>(new Map());
  protected readonly typed = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly wrong = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly count = computed(() => this.switched().size + this.typed().size);
  protected readonly sending = signal(false);
  protected readonly refusal = signal<string | null>(null);

  private readonly api = inject(Api);
  private readonly session = inject(SessionStore);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);

  hasUnsaved(): boolean {
    return this.count() > 0;
  }

  protected isYesNo(setting: Shape<'ListSettingsItem'>): boolean {
    return YES_OR_NO.includes(setting.name);
  }

  /** What is in the box: typed, else as saved. */
  protected now(setting: Shape<'ListSettingsItem'>): string {
    return this.typed().get(setting.name) ?? setting.value;
  }

  protected isNumber(setting: Shape<'ListSettingsItem'>): boolean {
    return /^\d+$/.test(setting.default);
  }

  protected isOn(feature: Shape<'ListFeaturesItem'>): boolean {
    return this.switched().get(feature.name) ?? feature.isOn;
  }

  protected toggle(feature: Shape<'ListFeaturesItem'>): void {
    const wanted = !this.isOn(feature);
    this.switched.update((map) => without(map, feature.name, wanted === feature.isOn ? undefined : wanted));
  }

  protected type(setting: Shape<'ListSettingsItem'>, value: string): void {
    this.wrong.update((map) => without(map, setting.name));
    this.typed.update((map) => without(map, setting.name, value === setting.value ? undefined : value));
  }

  protected discard(): void {
    this.switched.set(new Map());
    this.typed.set(new Map());
    this.wrong.set(new Map());
    this.refusal.set(null);
  }

  protected async save(): Promise<void> {
    this.sending.set(true);
    this.refusal.set(null);
    try {
      const settings = [...this.typed()].map(([name, value]) => ({ name, value: value.trim() }));
      if (settings.length > 0) {
        await this.api.put('/api/platform/settings', { body: { changes: settings } });
        this.typed.set(new Map());
        this.settings.reload();
      }
      const features = [...this.switched()].map(([name, isOn]) => ({ name, isOn }));
      if (features.length > 0) {
        await this.api.put('/api/platform/features', { body: { changes: features } });
        this.switched.set(new Map());
        this.features.reload();
        await this.session.load();
      }
      this.toasts.show({ text: 'settings.saved' });
    } catch (error) {
      this.showWrong(error);
    } finally {
      this.sending.set(false);
    }
  }

  private showWrong(error: unknown): void {
    const fields = new Map(
      Object.entries(fieldErrors(error)).map(([name, [text]]) => [name.toLowerCase(), text ?? '']),
    );
    const known = [...this.typed().keys()].filter((name) => fields.has(name.toLowerCase()));
    this.wrong.set(new Map(known.map((name) => [name, fields.get(name.toLowerCase()) ?? ''])));
    if (known.length === 0) {
      this.refusal.set(this.problemText.of(error));
    }
  }
}

function without<T>(map: ReadonlyMap<string, T>, name: string, value?: T): ReadonlyMap<string, T> {
  const next = new Map(map);
  next.delete(name);
  return value === undefined ? next : next.set(name, value);
}
