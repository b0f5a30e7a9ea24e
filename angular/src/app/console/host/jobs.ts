import { DecimalPipe } from '@angular/common';
import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { NzTableModule } from 'ng-zorro-antd/table';

import { Api, apiResource } from '../../core/api/api';
import { ProblemText } from '../../core/http/problem';
import { Can } from '../../core/session/can';
import { DateTimePipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Drawer } from '../../shared/ui/drawer';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { StatusTag } from '../../shared/ui/status-tag';
import { Toasts } from '../../shared/ui/toast';
import { DeadLetter, Job, JobRun } from './jobs-api';

const RUNS_SHOWN = 30;

/** The work that nobody has to start: when it ran, whether it worked, and a hand for what did not. */
@Component({
  selector: 'app-jobs',
  imports: [Button, Can, DateTimePipe, DecimalPipe, Drawer, Notice, NzTableModule, PageState, StatusTag, TranslocoPipe],
  templateUrl: './jobs.html',
  styleUrl: './jobs.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Jobs {
  /** The job whose runs are open, from the address. */
  readonly job = input<string>();

  protected readonly jobs = apiResource('/api/platform/jobs');
  protected readonly letters = apiResource('/api/platform/dead-letters');
  protected readonly runs = apiResource('/api/platform/jobs/{name}/runs', () => {
    const name = this.job();
    return name ? { path: { name }, query: { pageSize: RUNS_SHOWN } } : undefined;
  });
  protected readonly busy = signal<string | null>(null);
  protected readonly refusal = signal<string | null>(null);

  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  private readonly problemText = inject(ProblemText);

  protected open(job: string | null): void {
    void this.router.navigate([], { queryParams: { job } });
  }

  /** A job's name in words; one that is too new for that under its own name. */
  protected title(name: string): string {
    const key = `host.job.${name}`;
    const known = this.transloco.getTranslation(this.transloco.getActiveLang())[key] !== undefined;
    return known ? this.transloco.translate(key) : name;
  }

  protected runNow(job: Job): Promise<void> {
    return this.attempt(job.name, async () => {
      const { hasRun, failed } = await this.api.post('/api/platform/jobs/{name}/runs', { path: { name: job.name } });
      const text = !hasRun ? 'host.handedToScheduler' : failed === 0 ? 'host.ranWell' : 'host.ranBadly';
      this.toasts.show({ text, params: { failed } });
    });
  }

  protected retry(run: JobRun): Promise<void> {
    const name = this.job() ?? '';
    return this.attempt(keyOf(run), async () => {
      const { scheduledFor, communityId } = run;
      const path = { name };
      const { succeeded } = await this.api.post('/api/platform/jobs/{name}/retries', {
        path,
        body: { scheduledFor, communityId },
      });
      this.toasts.show({ text: succeeded ? 'host.retryWell' : 'host.retryBadly' });
    });
  }

  protected deliver(letter: DeadLetter): Promise<void> {
    return this.attempt(letter.id, async () => {
      await this.api.post('/api/platform/dead-letters/{messageId}/retry', { path: { messageId: letter.id } });
      this.toasts.show({ text: 'host.letterRetried' });
    });
  }

  protected readonly keyOf = keyOf;

  private async attempt(what: string, act: () => Promise<void>): Promise<void> {
    this.busy.set(what);
    this.refusal.set(null);
    try {
      await act();
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.busy.set(null);
      this.jobs.reload();
      this.letters.reload();
      this.runs.reload();
    }
  }
}

function keyOf(run: JobRun): string {
  return `${run.scheduledFor} ${run.communityId ?? ''}`;
}
