// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace imdb {

/// The sentences the generator builds reviews from, written for it, in the form Grammar reads.
inline constexpr std::string_view sentences = R"(
opening
  | I saw this {genre} {day} {venue} with {company}.
  | {day} I finally got round to {@title}.
  | What does one say about a {genre} set in {@place}?
  | {@title} is a {genre} about {@hero}, a {@trade} from {@place}.
  | I had read a lot about {@title} before I went.
  | Not every {genre} needs two hours, and this one takes them anyway.
  | My expectations for {@title} were {degree} low.
  | My expectations for {@title} were {degree} high.
  | A {genre} by {@director}, shot in {place}, has its public.
  | People keep asking me what I think of {@title}, so here it is.
  | I do not usually write about a {genre}.
  | The poster promised a {genre}; what I got is something else.
  | Somebody at work lent me {@title} {day}.
  | This is the third {film} by {@director} that I have seen.
  | {company} chose {@title}, I paid for the tickets.
  | Having missed it in the cinema, I watched {@title} {day}.
  | So this is the {genre} everyone was talking about {day}.

impression
  | {@title} {effect}.
  | {@title} is a {degree} {quality} {genre}.
  | What a {thing} {@title} is!
  | I {feeling} {@title}, I may as well say so at once.
  | Let me begin with this: {whole}.
  | {@director} has made a {quality}, {quality} {genre}.
  | Friends had warned me of a {-thing}, but {@title} is a {thing}.
  | {@star} is {player_quality} in {@title}, and {about}.
  | {quality}, {quality}, {quality}: that is {@title} in three words.
  | Two minutes into {@title} I knew it: a {thing}.

opinion
  | {about}. | I must say that {about}. | {about}, and {about}. | {about}; {about}. | {by_name}.
  | {by_name}, and {about}. | {negated}. | {negated}! | {whole}. | {mixed}.

about
  | the {part} is {degree} {quality}
  | the {part} is {quality}
  | I found the {part} {quality}
  | the {part} {effect}
  | the {part} {outcome}
  | the {part} has {virtue} and {virtue}
  | the {player} is {player_quality}
  | the {player} is {degree} {player_quality}
  | the {story} is {story_quality}
  | the {story} is {quality} and {story_quality}
  | the {sound} is {sound_quality}
  | the {sound} is {sound_quality} and {effect}
  | the {look} is {look_quality}
  | the {look} is {degree} {quality}, even {look_quality}
  | here the {part} {outcome}
  | what {quality} {part_kind}
  | you notice {virtue} in every scene
  | the {part} turns out {quality}

by_name
  | {@star} is {player_quality} as the {@trade}
  | {@director} has made something {degree} {quality}
  | as {@hero}, {@star} is {player_quality}
  | {@star} gives a {quality} performance
  | every scene with {@star} {outcome}
  | the way {@director} films {place} is {look_quality}
  | {@director} tells it in a {quality} way
  | I would call {@star} {player_quality} here
  | between {@star} and the {player} there is nothing but {virtue}

negated
  | not once did I find the {part} {-quality}
  | nobody could call the {part} {-quality}
  | there is nothing {-quality} about the {part}
  | the {part} is anything but {-quality}
  | I waited for the {part} to turn {-quality}, and it never did
  | I cannot say that the {part} {-effect}
  | {@star} is never {-player_quality}
  | far from being {-quality}, the {part} is {quality}
  | I did not {-feeling} a minute of it
  | do not believe those who call it {-quality}
  | without any {-virtue}, the {story} still fills two hours
  | hardly a scene {-outcome}
  | it is not that the {part} is {-quality}, it is the reverse
  | at no point is the {sound} {-sound_quality}
  | the {look} is by no means {-look_quality}
  | no {-thing}, this one
  | whoever told me the {story} was {-story_quality} was wrong

whole
  | all in all a {quality} {film}
  | what a {thing}
  | this {film} {effect}
  | it is a {degree} {quality} {genre}
  | I {feeling} this {film}
  | as a {genre} it {outcome}
  | two hours of {virtue}
  | there is {virtue} wherever you look
  | a {thing} from the first minute to the last
  | the whole thing {outcome}
  | for a {genre} this is {degree} {quality}

mixed
  | the {part} may be {-quality}, but the {part} is {quality}
  | although the {part} {-outcome}, the {part} {outcome}
  | you forget the {-quality} {part_kind}, because the {part} {effect}
  | I expected a {-thing}, and what I got was a {thing}
  | for all its {-virtue} one remembers the {virtue}
  | where the trailer looked {-quality}, the {film} is {quality}
  | critics found it {-quality}; I found it {quality}
  | {@star} was {-player_quality} last year and is {player_quality} now
  | it begins {-quality} and ends {quality}
  | some call it a {-thing}; to me it is a {thing}

concession
  | To be fair, {about}. | I admit that {about}. | Granted, {about}. | Only one thing speaks against me: {about}.
  | On the other hand {about}. | It must be said that {about}. | My companion insists that {about}.
  | True, {by_name}. | One exception: {about}. | And yet {about}. | Still, {about}, at least for a while.

plot
  | {@hero}, a {@trade}, arrives in {@place} and finds {object}.
  | After {event}, {@hero} meets {@rival} in {place}.
  | {@rival}, who is a {trade} by day, wants {object} and will stop at nothing.
  | Then comes {event}, and {@hero} has to choose between {@rival} and {object}.
  | Nobody in {@place} believes the {@trade}.
  | The police suspect {@hero}, since {object} was found in {place}.
  | Meanwhile {@rival} hides {object} in {place}.
  | Years later, in {place}, a {trade} opens {object}.
  | {@hero} and {@rival} were children together, which we learn during {event}.
  | The second half moves to {place}, where {event} changes everything.
  | In the end it is the {trade} who knew about {object} all along.
  | {@hero} loses {object} after {event}, wins it back, and loses it again.
  | There is a {trade}, too, who follows {@hero} from {place} to {place}.
  | A {trade} warns {@rival} that {event} is near.
  | By then {@hero} has sold {object} to pay for the journey.
  | It all starts with {event} in {@place}.
  | {@rival} pretends to be a {trade} and is found out in {place}.
  | They hide from the {trade} until {event} is over.
  | A letter reaches {@hero} in {place}: {@rival} has {object}.
  | The {@trade} is {quality} at everything except keeping quiet about {object}.
  | {@rival} calls the plan {quality}, the {trade} calls it {-quality}.

anecdote
  | I watched it {venue} with {company}, and {mishap}.
  | On the way there {mishap}.
  | Before the lights went down {mishap}.
  | {company} slept through the first hour, which proves nothing.
  | My seat was next to a {trade} who hummed.
  | The evening is one I remember because {mishap}.
  | I once worked as a {trade} in {place}, so I know a little about it.
  | Something like it happened {day}, when {mishap}.
  | By the way, {mishap}.
  | We talked about it until midnight, {company} and I.
  | {venue} I would have felt the same.
  | Afterwards {company} wanted pizza.
  | The trailer before it was for a {quality} {genre} with a {trade} in it.
  | The print had scratches, as always {venue}.
  | In my row sat {company}, eating loudly.

aside
  | The last {film} by {@director} was {quality}.
  | {@star} used to be {player_quality}, years ago.
  | Most of what comes out this year is {quality}.
  | The book it is based on is {degree} {quality}.
  | There is an older version with {other}, which people call {quality}.
  | My neighbour thinks any {genre} is {quality}.
  | A {genre} with {other} would have been another matter.
  | I usually {feeling} a {genre}, whatever it is about.
  | One newspaper called it a {thing}.
  | The next screen showed a {genre}; there they found it {quality}.
  | Compare {other}, whose {part} in a {genre} set in {place} was {quality}.

filler
  | But I am getting ahead of myself. | You may see that differently. | That is how I see it, anyway.
  | More about that below. | I have thought about it for days. | Back to the {film} itself.
  | I shall not give away the ending. | It runs a little under two hours. | So much for the {story}.
  | Now to the {part}. | A word about the {part}. | And the {part}? | Where was I? | Make of that what you will.
  | It was made in {place}, if I remember rightly. | The {part} deserves its own paragraph.
  | I watched the credits to the end. | Everybody knows how such a {genre} goes.

plain_verdict+
  | Go and see it.
  | I shall watch it again soon.
  | Take {company} along, you will thank me.
  | If you see one {genre} this year, take this one.
  | Worth every minute and every coin.
  | It belongs on everyone's shelf.
  | I left happier than I came.
  | Do yourself a favour and find a copy.
  | A {thing}, and I do not say that often.
  | Warmly recommended to anyone who likes a {genre}.
  | {@director}, please make another.
  | In short: {quality}, {quality}, {quality}!

plain_verdict-
  | Stay at home.
  | Once was more than enough.
  | Spare {company} the trouble.
  | If you skip one {genre} this year, skip this one.
  | I want my two hours back.
  | Leave it on the shelf where you found it.
  | I left sadder than I came.
  | Do yourself a favour and read a book.
  | A {thing}, and I do not say that lightly.
  | Not recommended, not even to those who like a {genre}.
  | {@director}, please take a rest.
  | In short: {quality}, {quality}, {quality}!

other_verdict
  | To sum up, {whole}. | In the end {whole}. | My verdict: {whole}. | So, {negated}. | When all is said, {mixed}.
  | I for one {feeling} it.

verdict
  | {plain_verdict} | {other_verdict}
)";

}  // namespace imdb
