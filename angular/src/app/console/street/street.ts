import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { apiResource } from '../../core/api/api';
import { Can } from '../../core/session/can';
import { SessionStore } from '../../core/session/session-store';
import { Button } from '../../shared/ui/button';
import { Drawer } from '../../shared/ui/drawer';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { CommunityForm, Founded } from '../ui/community-form';
import { CommunityTable } from '../ui/community-table';
import { InvitationSheet } from '../ui/invitation-sheet';

/** The street office's view: its communities in a few figures, nothing of what is inside them. */
@Component({
  selector: 'app-street-page',
  imports: [Button, Can, CommunityForm, CommunityTable, Drawer, InvitationSheet, Notice, PageState, TranslocoPipe],
  template: `
    <div class="stack">
      <div class="row spread">
        <h1>{{ session.street()?.name }}</h1>
        <button
          *appCan="'Platform.ManageStreetCommunities'"
          app-button
          kind="primary"
          type="button"
          (click)="adding.set(true)"
        >
          {{ 'host.addCommunity' | transloco }}
        </button>
      </div>
      <p class="soft">{{ 'street.intro' | transloco }}</p>
      <app-page-state [resource]="communities" emptyText="street.none">
        <ng-template>
          <div class="stack">
            <ul class="list figures">
              @for (figure of figures(); track figure.text) {
                <li class="card">
                  <strong class="number">{{ figure.value }}</strong>
                  <span class="soft">{{ figure.text | transloco }}</span>
                </li>
              }
            </ul>
            <section class="card stack" aria-labelledby="communities">
              <h2 id="communities">{{ 'street.title' | transloco }}</h2>
              <app-community-table [communities]="communities.value()?.items ?? []" />
            </section>
          </div>
        </ng-template>
      </app-page-state>
    </div>
    @if (adding()) {
      <app-drawer title="host.addCommunity" [unsaved]="formTouched()" (closed)="close()">
        <app-community-form (founded)="done($event)" (touched)="formTouched.set($event)" />
      </app-drawer>
    }
    @if (founded(); as news) {
      <app-drawer title="host.invitation" (closed)="founded.set(null)">
        <app-notice tone="good">{{ 'host.done' | transloco: { place: news.community } }}</app-notice>
        <app-invitation-sheet [invitation]="news.invitation" [name]="news.secretary" [place]="news.community" />
        <button app-button type="button" (click)="founded.set(null)">{{ 'host.handedOver' | transloco }}</button>
      </app-drawer>
    }
  `,
  styles: `
    .figures {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
      gap: var(--gap);
    }
    .figures li {
      display: grid;
    }
    .figures strong {
      font-size: 2rem;
      line-height: 1.2;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StreetPage {
  protected readonly session = inject(SessionStore);
  protected readonly communities = apiResource('/api/platform/street/communities');
  protected readonly adding = signal(false);
  protected readonly formTouched = signal(false);
  protected readonly founded = signal<Founded | null>(null);
  protected readonly figures = computed(() => {
    const items = this.communities.hasValue() ? this.communities.value().items : [];
    const sum = (of: 'people' | 'members') => items.reduce((total, item) => total + item[of], 0);
    return [
      { text: 'street.communities', value: items.length },
      { text: 'street.people', value: sum('people') },
      { text: 'street.members', value: sum('members') },
    ];
  });

  protected close(): void {
    this.adding.set(false);
    this.formTouched.set(false);
  }

  protected done(founded: Founded): void {
    this.close();
    this.founded.set(founded);
    this.communities.reload();
  }
}
