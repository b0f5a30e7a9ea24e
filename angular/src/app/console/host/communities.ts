import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { FormControl, ReactiveFormsModule } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { Shape } from '../../core/api/shapes';
import { ProblemText } from '../../core/http/problem';
import { Button } from '../../shared/ui/button';
import { Confirm } from '../../shared/ui/confirm';
import { Drawer } from '../../shared/ui/drawer';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { CommunityForm } from '../ui/community-form';
import { CommunityTable } from '../ui/community-table';
import { InvitationSheet } from '../ui/invitation-sheet';
import { StreetForm } from './street-form';

type Street = Shape<'ListStreetsItem'>;
type Task =
  | { kind: 'street' }
  | { kind: 'community'; street: Street }
  | { kind: 'officer'; street: Street }
  | { kind: 'invitation'; invitation: Shape<'InvitationLink'>; name: string; place: string };

/** The platform's own side: street offices, and under each its communities. */
@Component({
  selector: 'app-communities',
  imports: [
    Button,
    CommunityForm,
    CommunityTable,
    Drawer,
    InvitationSheet,
    Notice,
    PageState,
    ReactiveFormsModule,
    StreetForm,
    TranslocoPipe,
  ],
  templateUrl: './communities.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Communities {
  protected readonly streets = apiResource('/api/platform/streets');
  protected readonly communities = apiResource('/api/platform/communities');
  protected readonly byStreet = computed(() => {
    const communities = this.communities.hasValue() ? this.communities.value().items : [];
    return (this.streets.hasValue() ? this.streets.value().items : []).map((street) => ({
      street,
      communities: communities.filter(({ streetId }) => streetId === street.id),
    }));
  });
  protected readonly never = () => false;
  protected readonly task = signal<Task | null>(null);
  protected readonly formTouched = signal(false);
  protected readonly busy = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly officer = new FormControl('', { nonNullable: true });
  protected readonly titles = {
    street: 'host.addStreet',
    community: 'host.addCommunity',
    officer: 'host.inviteOfficer',
    invitation: 'host.invitation',
  } as const;

  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly problemText = inject(ProblemText);

  protected begin(task: Task): void {
    this.refusal.set(null);
    this.formTouched.set(false);
    this.officer.reset();
    this.task.set(task);
  }

  protected handOver(invitation: Shape<'InvitationLink'>, name: string, place: string): void {
    this.begin({ kind: 'invitation', invitation, name, place });
    this.streets.reload();
    this.communities.reload();
  }

  protected inviteOfficer(street: Street): Promise<void> {
    return this.attempt(async () => {
      const name = this.officer.value.trim();
      const { invitation } = await this.api.post('/api/platform/streets/{streetId}/officers', {
        path: { streetId: street.id },
        body: { name },
      });
      this.handOver(invitation, name, street.name);
    });
  }

  protected async switchOver(community: Shape<'CommunityOverview'>): Promise<void> {
    const params = { name: community.name };
    if (community.isActive) {
      const question = { title: 'host.closeTitle', text: 'host.closeText', yes: 'host.closeYes', params, danger: true };
      if (!(await this.confirm.ask(question))) {
        return;
      }
    }
    await this.attempt(async () => {
      const options = { path: { communityId: community.id } };
      await (community.isActive
        ? this.api.post('/api/platform/communities/{communityId}/deactivation', options)
        : this.api.post('/api/platform/communities/{communityId}/reactivation', options));
      this.communities.reload();
    });
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    this.refusal.set(null);
    this.busy.set(true);
    try {
      await act();
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.busy.set(false);
    }
  }
}
