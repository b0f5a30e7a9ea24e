import { ChangeDetectionStrategy, Component, ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { ProblemText } from '../../core/http/problem';
import { TimePipe, TimeRangePipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';

interface Greeting {
  readonly name: string;
  readonly title: string;
  readonly at: string;
  readonly leaving: boolean;
}

/** A tablet at the door: the code on the badge, then "I came" or "I go". Nobody is signed in on it. */
@Component({
  selector: 'app-kiosk',
  imports: [Button, Notice, PageState, TimePipe, TimeRangePipe, TranslocoPipe],
  templateUrl: './kiosk.html',
  styleUrl: './kiosk.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Kiosk {
  readonly token = input.required<string>();

  private readonly api = inject(Api);
  private readonly problemText = inject(ProblemText);
  private readonly box = viewChild<ElementRef<HTMLInputElement>>('box');

  protected readonly kiosk = apiResource('/api/volunteering/kiosks/{token}', () => ({ path: { token: this.token() } }));
  protected readonly busy = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly greeting = signal<Greeting | null>(null);

  protected arrive(code: string): Promise<void> {
    return this.send(async () => {
      const answer = await this.api.post('/api/volunteering/kiosks/{token}/check-ins', {
        path: { token: this.token() },
        body: { shortCode: code.trim().toUpperCase(), shiftId: null },
      });
      this.greeting.set({ name: answer.maskedName, title: answer.title, at: answer.arrivedAt, leaving: false });
    });
  }

  protected leave(code: string): Promise<void> {
    return this.send(async () => {
      const answer = await this.api.post('/api/volunteering/kiosks/{token}/check-outs', {
        path: { token: this.token() },
        body: { shortCode: code.trim().toUpperCase() },
      });
      this.greeting.set({ name: answer.maskedName, title: answer.title, at: answer.leftAt, leaving: true });
    });
  }

  private async send(work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.refusal.set(null);
    this.greeting.set(null);
    try {
      await work();
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.busy.set(false);
      const box = this.box()?.nativeElement;
      if (box) {
        // The next person starts with an empty box.
        box.value = '';
        box.focus();
      }
    }
  }
}
