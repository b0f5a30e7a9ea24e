import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { apiResource } from '../../core/api/api';
import { Language } from '../../core/i18n/language';
import { SessionStore } from '../../core/session/session-store';
import { Button } from '../../shared/ui/button';
import { PageState } from '../../shared/ui/page-state';
import { StatusTag } from '../../shared/ui/status-tag';
import { toneOf } from './club-tone';

const MOST = 100;

/** The clubs of the community, mine first, and the way to a new one. */
@Component({
  selector: 'app-club-list',
  imports: [Button, PageState, RouterLink, StatusTag, TranslocoPipe],
  template: `
    <div class="stack">
      <h1>{{ 'ourClubs.title' | transloco }}</h1>
      <app-page-state [resource]="clubs" emptyText="ourClubs.none">
        <ng-template>
          <div class="stack">
            @for (part of parts(); track part.text) {
              @if (part.clubs.length > 0) {
                <h2>{{ part.text | transloco }}</h2>
                <ul class="list stack">
                  @for (club of part.clubs; track club.id) {
                    <li>
                      <a class="card" [routerLink]="['/clubs', club.id]">
                        <strong>{{ (inEnglish() && club.nameEn) || club.name }}</strong>
                        @if (club.state !== 'Active') {
                          <app-status-tag [tone]="toneOf(club.state)">{{
                            'ourClubs.state.' + club.state | transloco
                          }}</app-status-tag>
                        }
                        <span>{{ club.purpose }}</span>
                        <span class="soft">{{ club.meetingPlace }}</span>
                      </a>
                    </li>
                  }
                </ul>
              }
            }
          </div>
        </ng-template>
      </app-page-state>
      @if (session.can('Organizations.ApplyForClub')) {
        <section class="card stack" aria-labelledby="new-club">
          <h2 id="new-club">{{ 'ourClubs.newTitle' | transloco }}</h2>
          <p>{{ 'ourClubs.newText' | transloco }}</p>
          <a app-button [wide]="true" routerLink="/clubs/new">{{ 'ourClubs.apply' | transloco }}</a>
        </section>
      }
    </div>
  `,
  styles: `
    a.card {
      display: grid;
      justify-items: start;
      gap: 0.25rem;
      color: inherit;
      text-decoration: none;
    }
    strong {
      font-size: 1.125rem;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ClubList {
  protected readonly session = inject(SessionStore);
  private readonly language = inject(Language);

  protected readonly toneOf = toneOf;
  protected readonly inEnglish = computed(() => this.language.current() === 'en');
  protected readonly clubs = apiResource('/api/organizations/clubs', () => ({ query: { pageSize: MOST } }));
  protected readonly parts = computed(() => {
    const all = (this.clubs.value()?.items ?? []).filter(({ state }) => state !== 'Dissolved');
    const isOpen = (state: string) => state === 'Active' || state === 'Paused';
    const mine = all.filter((club) => club.myPost || (club.appliedByMe && !isOpen(club.state)));
    return [
      { text: 'ourClubs.mine', clubs: mine },
      { text: 'ourClubs.others', clubs: all.filter((club) => !mine.includes(club) && isOpen(club.state)) },
    ];
  });
}
