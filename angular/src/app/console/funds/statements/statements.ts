import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource, newIntent } from '../../../core/api/api';
import { ProblemText } from '../../../core/http/problem';
import { MoneyPipe } from '../../../shared/pipes/money.pipe';
import { DateTimePipe, DayPipe } from '../../../shared/pipes/time.pipes';
import { Button } from '../../../shared/ui/button';
import { Confirm } from '../../../shared/ui/confirm';
import { Notice } from '../../../shared/ui/notice';
import { PageState } from '../../../shared/ui/page-state';
import { StatusTag } from '../../../shared/ui/status-tag';
import { Toasts } from '../../../shared/ui/toast';
import { Pager } from '../../ui/pager';
import { ColumnChoice, ImportedStatement, Preview } from '../funds-api';
import { FundsNav } from '../funds-nav';
import { FundsStore } from '../funds-store';
import { COLUMN_ROLES, ColumnRole, isUsable, withColumn, withHeaderRow } from './columns';

const PAGE_SIZE = 20;
const SHOWN_AT_FIRST = 50;
const ENCODINGS = ['UTF-8', 'GB18030', 'UTF-16', 'UTF-16BE'] as const;
const SEVERITIES = ['Error', 'Confirm', 'Notice'] as const;

/** A bank's or wallet's file: drop it, look at what it says, take it in. Nothing is stored before the last step. */
@Component({
  selector: 'app-statements',
  imports: [
    Button,
    DateTimePipe,
    DayPipe,
    FundsNav,
    MoneyPipe,
    Notice,
    PageState,
    Pager,
    RouterLink,
    StatusTag,
    TranslocoPipe,
  ],
  templateUrl: './statements.html',
  styleUrl: './statements.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Statements {
  readonly account = input<string>();

  private readonly api = inject(Api);
  private readonly problemText = inject(ProblemText);
  private readonly router = inject(Router);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private intent = newIntent();
  protected readonly funds = inject(FundsStore);

  protected readonly encodings = ENCODINGS;
  protected readonly severities = SEVERITIES;
  protected readonly roles = COLUMN_ROLES;
  protected readonly pageSize = PAGE_SIZE;
  protected readonly chosen = computed(() => this.funds.account(this.account()));
  protected readonly page = signal(1);
  protected readonly over = signal(false);
  protected readonly file = signal<File | null>(null);
  protected readonly encoding = signal('');
  protected readonly mapping = signal<ColumnChoice | null>(null);
  protected readonly preview = signal<Preview | null>(null);
  protected readonly accepted = signal(false);
  protected readonly acceptMissing = signal(false);
  protected readonly showAll = signal(false);
  protected readonly busy = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly done = signal<{ added: number; known: number } | null>(null);

  protected readonly imported = apiResource('/api/funds/money-accounts/{accountId}/statements', () => {
    const accountId = this.chosen()?.account.id;
    return accountId ? { path: { accountId }, query: { page: this.page(), pageSize: PAGE_SIZE } } : undefined;
  });
  protected readonly rows = computed(() => {
    const lines = this.preview()?.lines ?? [];
    return this.showAll() ? lines : lines.slice(0, SHOWN_AT_FIRST);
  });
  protected readonly canRead = computed(() => isUsable(this.mapping()));
  /** The files that this page knows as text have columns; the banks' own formats have none. */
  protected readonly hasColumns = computed(() => (this.preview()?.columns.length ?? 0) > 0);

  protected problemsOf(preview: Preview, severity: string) {
    return preview.problems.filter((problem) => problem.severity === severity);
  }

  protected titleOf(column: string, index: number): string {
    return column.trim() || `${index + 1}`;
  }

  protected go(account: string): void {
    this.startOver();
    this.page.set(1);
    void this.router.navigate([], { queryParams: { account }, queryParamsHandling: 'merge' });
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.over.set(false);
    this.choose(event.dataTransfer?.files ?? null);
  }

  protected drag(event: DragEvent): void {
    event.preventDefault();
    this.over.set(true);
  }

  protected choose(files: FileList | null): void {
    const file = files?.item(0);
    if (file) {
      this.startOver();
      this.file.set(file);
      void this.read();
    }
  }

  protected readAs(encoding: string): void {
    this.encoding.set(encoding);
    void this.read();
  }

  protected setHeader(row: string): void {
    this.mapping.update((mapping) => withHeaderRow(mapping, Number(row)));
    void this.read(true);
  }

  protected setColumn(role: ColumnRole, column: string): void {
    this.mapping.update((mapping) => withColumn(mapping, role, column === '' ? null : Number(column)));
  }

  protected startOver(): void {
    this.file.set(null);
    this.encoding.set('');
    this.mapping.set(null);
    this.preview.set(null);
    this.done.set(null);
    this.refusal.set(null);
  }

  protected async read(withMapping = false): Promise<void> {
    const [file, accountId] = [this.file(), this.chosen()?.account.id];
    if (!file || !accountId) {
      return;
    }
    const body = new FormData();
    body.append('file', file);
    if (this.encoding()) {
      body.append('encoding', this.encoding());
    }
    const mapping = this.mapping();
    if (withMapping && mapping) {
      body.append('mapping', JSON.stringify(mapping));
    }
    await this.send(async () => {
      const preview = await this.api.post('/api/funds/money-accounts/{accountId}/statement-previews', {
        path: { accountId },
        body,
      });
      this.preview.set(preview);
      this.mapping.set(preview.mapping ?? mapping);
      this.accepted.set(false);
      this.acceptMissing.set(false);
      this.showAll.set(false);
      this.done.set(null);
      this.intent = newIntent();
    });
  }

  protected async commit(preview: Preview): Promise<void> {
    this.acceptMissing.set(preview.needsConfirmation && !this.accepted());
    if (this.acceptMissing()) {
      return;
    }
    await this.send(async () => {
      const { added, known } = await this.api.post('/api/funds/statement-previews/{previewId}/commit', {
        path: { previewId: preview.previewId },
        body: { acceptProblems: this.accepted() },
        intent: this.intent,
      });
      this.startOver();
      this.done.set({ added, known });
      this.imported.reload();
    });
  }

  protected async withdraw(statement: ImportedStatement): Promise<void> {
    const yes = await this.confirm.ask({
      title: 'statements.withdrawTitle',
      text: 'statements.withdrawText',
      yes: 'statements.withdraw',
      params: { name: statement.fileName, count: statement.newCount },
      danger: true,
    });
    if (yes) {
      await this.send(async () => {
        await this.api.delete('/api/funds/statements/{statementId}', { path: { statementId: statement.id } });
        this.toasts.show({ text: 'statements.withdrawn' });
        this.imported.reload();
      });
    }
  }

  private async send(work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.refusal.set(null);
    try {
      await work();
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.busy.set(false);
    }
  }
}
