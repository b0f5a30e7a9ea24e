import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { NzTableModule } from 'ng-zorro-antd/table';

import { Api, apiResource } from '../../core/api/api';
import { ProblemText } from '../../core/http/problem';
import { Button } from '../../shared/ui/button';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { Toasts } from '../../shared/ui/toast';
import { MayHaveUnsaved } from '../../shared/ui/unsaved';
import { PermissionRow } from './roles-api';

/** What each role may do in this community: one tick per role and permission, saved together. */
@Component({
  selector: 'app-permissions',
  imports: [Button, Notice, NzTableModule, PageState, RouterLink, TranslocoPipe],
  templateUrl: './permissions.html',
  styleUrl: './permissions.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Permissions implements MayHaveUnsaved {
  protected readonly answer = apiResource('/api/platform/permissions');
  protected readonly changes = signal<ReadonlyMap<string, boolean>>(new Map());
  protected readonly empty: ReadonlyMap<string, boolean> = new Map();
  protected readonly sending = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly roles = computed(() => this.rows()[0]?.roles.map(({ role }) => role) ?? []);
  /** The permissions by the module they belong to. */
  protected readonly groups = computed(() => {
    const groups = new Map<string, PermissionRow[]>();
    for (const row of this.rows()) {
      const module = row.name.split('.')[0] ?? '';
      groups.set(module, [...(groups.get(module) ?? []), row]);
    }
    return [...groups].map(([module, rows]) => ({ module, rows }));
  });

  private readonly rows = computed(() => (this.answer.hasValue() ? this.answer.value().items : []));
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);

  hasUnsaved(): boolean {
    return this.changes().size > 0;
  }

  protected has(row: PermissionRow, role: string): boolean {
    return this.changes().get(`${row.name} ${role}`) ?? this.saved(row, role)?.isGranted ?? false;
  }

  /** What everybody has can only be narrowed, and some permissions are nobody's to give away. */
  protected isFixed(row: PermissionRow, role: string): boolean {
    return !row.changeable || (role === 'resident' && !this.saved(row, role)?.byDefault);
  }

  protected differsFromDefault(row: PermissionRow, role: string): boolean {
    return this.has(row, role) !== this.saved(row, role)?.byDefault;
  }

  protected toggle(row: PermissionRow, role: string): void {
    const next = new Map(this.changes());
    const wanted = !this.has(row, role);
    if (wanted === this.saved(row, role)?.isGranted) {
      next.delete(`${row.name} ${role}`);
    } else {
      next.set(`${row.name} ${role}`, wanted);
    }
    this.changes.set(next);
  }

  protected async save(): Promise<void> {
    this.sending.set(true);
    this.refusal.set(null);
    try {
      const changes = [...this.changes()].map(([key, isGranted]) => {
        const [permission = '', role = ''] = key.split(' ');
        return { permission, role, isGranted };
      });
      await this.api.put('/api/platform/permissions', { body: { changes } });
      this.changes.set(new Map());
      this.answer.reload();
      this.toasts.show({ text: 'roles.permissionsSaved' });
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.sending.set(false);
    }
  }

  private saved(row: PermissionRow, role: string) {
    return row.roles.find((cell) => cell.role === role);
  }
}
