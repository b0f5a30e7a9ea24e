import { ChangeDetectionStrategy, Component, inject, input, numberAttribute, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { ProblemText } from '../../core/http/problem';
import { SessionStore } from '../../core/session/session-store';
import { Button } from '../../shared/ui/button';
import { Confirm } from '../../shared/ui/confirm';
import { Drawer } from '../../shared/ui/drawer';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { StatusTag } from '../../shared/ui/status-tag';
import { Toasts } from '../../shared/ui/toast';
import { InvitationSheet, IssuedInvitation } from '../ui/invitation-sheet';
import { Pager } from '../ui/pager';
import { PersonPicker, PickedPerson } from '../ui/person-picker';
import { Club, Member } from './clubs-api';

type Post = Member['post'];

const PAGE_SIZE = 20;

/** The roster of a club: posts, newcomers, hand-over, and the link by which a leader gets an account. */
@Component({
  selector: 'app-club-members',
  imports: [Button, Drawer, InvitationSheet, Notice, PageState, Pager, PersonPicker, StatusTag, TranslocoPipe],
  templateUrl: './club-members.html',
  styleUrl: './club-members.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ClubMembers {
  readonly club = input.required<Club>();
  readonly changed = output();

  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);
  private readonly session = inject(SessionStore);

  protected readonly posts: readonly Post[] = ['Member', 'Deputy', 'Leader'];
  protected readonly pageSize = PAGE_SIZE;
  protected readonly page = signal(1, { debugName: 'page' });
  protected readonly adding = signal(false);
  protected readonly handingOver = signal(false);
  protected readonly invited = signal<{ member: Member; invitation: IssuedInvitation } | null>(null);
  protected readonly refusal = signal<string | null>(null);
  protected readonly members = apiResource('/api/organizations/clubs/{clubId}/members', () => ({
    path: { clubId: this.club().id },
    query: { page: numberAttribute(this.page(), 1), pageSize: PAGE_SIZE },
  }));

  protected mayInvite(): boolean {
    return this.session.can('Platform.InvitePeople');
  }

  protected add(person: PickedPerson): Promise<void> {
    return this.change(async () => {
      await this.api.post('/api/organizations/clubs/{clubId}/members', {
        path: { clubId: this.club().id },
        body: { personId: person.id, name: null, phone: null, consentConfirmed: false },
      });
      this.adding.set(false);
      this.toasts.show({ text: 'clubs.memberAdded', params: { name: person.name } });
    });
  }

  protected setPost(member: Member, post: string): Promise<void> {
    return this.change(() =>
      this.api.put('/api/organizations/clubs/{clubId}/members/{personId}/post', {
        path: { clubId: this.club().id, personId: member.personId },
        body: { post: post as Post, until: null },
      }),
    );
  }

  protected async remove(member: Member): Promise<void> {
    const sure = await this.confirm.ask({
      title: 'clubs.removeTitle',
      text: 'clubs.removeText',
      yes: 'clubs.remove',
      params: { name: member.name },
      danger: true,
    });
    if (sure) {
      await this.change(() =>
        this.api.delete('/api/organizations/clubs/{clubId}/members/{personId}', {
          path: { clubId: this.club().id, personId: member.personId },
        }),
      );
    }
  }

  protected async handOver(person: PickedPerson): Promise<void> {
    const sure = await this.confirm.ask({
      title: 'clubs.handOverTitle',
      text: 'clubs.handOverText',
      yes: 'clubs.handOver',
      params: { name: person.name },
    });
    if (sure) {
      await this.change(async () => {
        await this.api.post('/api/organizations/clubs/{clubId}/handover', {
          path: { clubId: this.club().id },
          body: {
            toPersonId: person.id,
            note: person.name,
            fromPersonId: this.club().posts.find((post) => post.post === 'Leader')?.personId ?? null,
            until: null,
          },
        });
        this.handingOver.set(false);
      });
    }
  }

  protected invite(member: Member): Promise<void> {
    return this.change(async () => {
      const invitation = await this.api.post('/api/platform/people/{personId}/invitations', {
        path: { personId: member.personId },
      });
      this.invited.set({ member, invitation });
    });
  }

  private async change(work: () => Promise<unknown>): Promise<void> {
    this.refusal.set(null);
    try {
      await work();
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.members.reload();
      this.changed.emit();
    }
  }
}
