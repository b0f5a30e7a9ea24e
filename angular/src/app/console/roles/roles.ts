import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { ProblemText } from '../../core/http/problem';
import { DayPipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Confirm } from '../../shared/ui/confirm';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { StatusTag } from '../../shared/ui/status-tag';
import { Toasts } from '../../shared/ui/toast';
import { GrantRole } from './grant-role';
import { Holder } from './roles-api';
import { isLastSecretary } from './term';

/** Who is what here: each role with those who hold it by hand, and how long. */
@Component({
  selector: 'app-roles',
  imports: [Button, DayPipe, GrantRole, Notice, PageState, RouterLink, StatusTag, TranslocoPipe],
  templateUrl: './roles.html',
  styleUrl: './roles.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Roles {
  /** From the address: `new`, or the person to grant something to. */
  readonly grant = input<string>();

  protected readonly roles = apiResource('/api/platform/roles');
  protected readonly holders = apiResource('/api/platform/role-holders');
  protected readonly byRole = computed(() => {
    const holders = this.holders.hasValue() ? this.holders.value().items : [];
    const roles = this.roles.hasValue() ? this.roles.value().items : [];
    return roles
      .filter((role) => role.grantable)
      .map((role) => ({
        role,
        holders: holders
          .filter((holder) => holder.role === role.name)
          .map((holder) => ({ ...holder, isLast: isLastSecretary(holder, holders) })),
      }));
  });
  protected readonly following = computed(() =>
    (this.roles.hasValue() ? this.roles.value().items : []).filter((role) => !role.grantable),
  );
  protected readonly never = () => false;
  protected readonly refusal = signal<string | null>(null);

  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  private readonly problemText = inject(ProblemText);

  protected async revoke(holder: Holder): Promise<void> {
    const params = { name: holder.name, role: this.transloco.translate<string>(`roles.name.${holder.role}`) };
    const question = {
      title: 'roles.revokeTitle',
      text: 'roles.revokeText',
      yes: 'roles.revokeYes',
      params,
      danger: true,
    };
    if (!(await this.confirm.ask(question))) {
      return;
    }
    this.refusal.set(null);
    try {
      await this.api.delete('/api/platform/people/{personId}/roles/{role}', {
        path: { personId: holder.personId, role: holder.role },
      });
      this.toasts.show({ text: 'roles.revoked', params });
      this.holders.reload();
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    }
  }

  protected show(grant: string | null): void {
    void this.router.navigate([], { queryParams: { grant }, queryParamsHandling: 'merge' });
  }

  protected granted(): void {
    this.show(null);
    this.holders.reload();
    this.toasts.show({ text: 'roles.granted' });
  }
}
