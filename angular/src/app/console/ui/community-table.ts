import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { NzTableModule } from 'ng-zorro-antd/table';

import { Shape } from '../../core/api/shapes';
import { Button } from '../../shared/ui/button';
import { StatusTag } from '../../shared/ui/status-tag';

/** Communities as those above see them: how to reach them, how many people, and nothing of what is inside. */
@Component({
  selector: 'app-community-table',
  imports: [Button, NzTableModule, StatusTag, TranslocoPipe],
  template: `
    <nz-table class="narrow-cards" [nzData]="communities()" [nzFrontPagination]="false" [nzShowPagination]="false">
      <thead>
        <tr>
          <th scope="col">{{ 'host.community' | transloco }}</th>
          <th scope="col">{{ 'host.phone' | transloco }}</th>
          <th scope="col">{{ 'host.address' | transloco }}</th>
          <th scope="col">{{ 'host.people' | transloco }}</th>
          <th scope="col">{{ 'host.members' | transloco }}</th>
          <th scope="col">{{ 'host.state' | transloco }}</th>
          @if (canSwitch()) {
            <th scope="col">
              <span class="sr-only">{{ 'host.actions' | transloco }}</span>
            </th>
          }
        </tr>
      </thead>
      <tbody>
        @for (community of communities(); track community.id) {
          <tr>
            <td>
              <strong>{{ community.name }}</strong>
              <p class="soft">{{ community.nameEn }}</p>
            </td>
            <td [attr.data-label]="'host.phone' | transloco">
              <a class="number" [href]="'tel:' + community.phone">{{ community.phone }}</a>
            </td>
            <td [attr.data-label]="'host.address' | transloco">{{ community.address }}</td>
            <td class="number" [attr.data-label]="'host.people' | transloco">{{ community.people }}</td>
            <td class="number" [attr.data-label]="'host.members' | transloco">{{ community.members }}</td>
            <td [attr.data-label]="'host.state' | transloco">
              @if (community.isActive) {
                <app-status-tag tone="good">{{ 'host.active' | transloco }}</app-status-tag>
              } @else {
                <app-status-tag tone="warn">{{ 'host.inactive' | transloco }}</app-status-tag>
              }
            </td>
            @if (canSwitch()) {
              <td>
                <button
                  app-button
                  type="button"
                  [attr.aria-label]="
                    ((community.isActive ? 'host.close' : 'host.reopen') | transloco) + ' ' + community.name
                  "
                  (click)="switched.emit(community)"
                >
                  {{ (community.isActive ? 'host.close' : 'host.reopen') | transloco }}
                </button>
              </td>
            }
          </tr>
        }
      </tbody>
    </nz-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CommunityTable {
  readonly communities = input.required<Shape<'CommunityOverview'>[]>();
  readonly canSwitch = input(false);
  readonly switched = output<Shape<'CommunityOverview'>>();
}
