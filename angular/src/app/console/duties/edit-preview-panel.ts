import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, newIntent } from '../../core/api/api';
import { ProblemText, toProblem } from '../../core/http/problem';
import { DateTimePipe, DayPipe, TimeRangePipe, WeekdayPipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Notice } from '../../shared/ui/notice';
import { StatusTag, Tone } from '../../shared/ui/status-tag';
import { Toasts } from '../../shared/ui/toast';
import { editBody, EditDate, EditEffect, EditPreview, EditRequest } from './duties.api';

const TONES: Readonly<Record<EditEffect, Tone>> = {
  Changed: 'info',
  Moved: 'info',
  Cancelled: 'bad',
  Removed: 'plain',
  KeptForReview: 'warn',
  NeedsDecision: 'warn',
  Reopened: 'good',
  Added: 'good',
};

const SHOWN = 8;

/** What an edit would do, date by date and person by person; only what is shown here is done. */
@Component({
  selector: 'app-edit-preview-panel',
  imports: [Button, DateTimePipe, DayPipe, Notice, StatusTag, TimeRangePipe, TranslocoPipe, WeekdayPipe],
  templateUrl: './edit-preview-panel.html',
  styleUrl: './edit-preview-panel.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EditPreviewPanel {
  readonly dutyId = input.required<string>();
  readonly request = input.required<EditRequest>();
  readonly back = output();
  /** The duty that the changed dates belong to from now on. */
  readonly done = output<string>();

  protected readonly preview = signal<EditPreview | null>(null);
  protected readonly refusal = signal<string | null>(null);
  /** Something changed since the last look: this is the fresh one. */
  protected readonly fresh = signal(false);
  protected readonly sending = signal(false);
  /** A long series is told by its first dates; all of them on request. */
  protected readonly all = signal(false);
  protected readonly dates = computed(() => {
    const dates = this.preview()?.dates ?? [];
    return this.all() || dates.length <= SHOWN + 1 ? dates : dates.slice(0, SHOWN);
  });

  private readonly api = inject(Api);
  private readonly problemText = inject(ProblemText);
  private readonly toasts = inject(Toasts);
  private intent = newIntent();

  constructor() {
    effect(() => {
      const [dutyId, request] = [this.dutyId(), this.request()];
      untracked(() => void this.load(dutyId, request));
    });
  }

  protected tone(effect: EditEffect): Tone {
    return TONES[effect];
  }

  /** A line that says no more than the one before is not drawn: place and places only where they change. */
  protected otherPlace(date: EditDate): string | null {
    return date.before && date.after && date.before.placeName !== date.after.placeName ? date.after.placeName : null;
  }

  protected otherPlaces(date: EditDate): { before: number; after: number } | null {
    return date.before && date.after && date.before.places !== date.after.places
      ? { before: date.before.places, after: date.after.places }
      : null;
  }

  protected sameTime(date: EditDate): boolean {
    return date.before?.startsAt === date.after?.startsAt && date.before?.endsAt === date.after?.endsAt;
  }

  protected async confirm(): Promise<void> {
    const preview = this.preview();
    if (!preview) {
      return;
    }
    this.refusal.set(null);
    this.sending.set(true);
    try {
      const { dutyId } = await this.api.post('/api/volunteering/duties/{dutyId}/edits', {
        path: { dutyId: this.dutyId() },
        body: { ...editBody(this.request()), fingerprint: preview.fingerprint },
        intent: this.intent,
      });
      this.toasts.show({ text: 'edit.done' });
      this.done.emit(dutyId);
    } catch (error) {
      const problem = toProblem(error);
      if (problem.code === 'Volunteering:PreviewStale') {
        this.preview.set(problem.details['preview'] as EditPreview);
        this.fresh.set(true);
        this.intent = newIntent();
      } else {
        this.refusal.set(this.problemText.of(error));
      }
    } finally {
      this.sending.set(false);
    }
  }

  protected again(): void {
    void this.load(this.dutyId(), this.request());
  }

  private async load(dutyId: string, request: EditRequest): Promise<void> {
    this.refusal.set(null);
    this.fresh.set(false);
    try {
      this.preview.set(
        await this.api.post('/api/volunteering/duties/{dutyId}/edit-previews', {
          path: { dutyId },
          body: editBody(request),
        }),
      );
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    }
  }
}
