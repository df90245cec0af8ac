// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace imdb {

/// The words and short phrases that fill the places in the generator's sentences (sentences.hpp), in the form Grammar
/// reads. All are invented for it; none is taken from a review.
inline constexpr std::string_view words = R"(
quality+
  | admirable | affecting | alive | amusing | assured | beautiful | believable | bold | brave | brilliant
  | captivating | charming | clever | compelling | confident | convincing | delicate | delightful | elegant
  | enchanting | engaging | excellent | exciting | fascinating | fine | first-rate | fresh | funny | generous
  | gorgeous | graceful | great | gripping | heartfelt | heartening | imaginative | inspired | intelligent | inventive
  | lively | lovely | magnificent | marvellous | masterly | memorable | moving | original | outstanding | perfect
  | playful | polished | powerful | precise | profound | refreshing | remarkable | rewarding | rich | satisfying
  | sharp | sincere | spellbinding | splendid | striking | stunning | subtle | superb | surprising | tender
  | terrific | thoughtful | thrilling | touching | tremendous | vivid | warm | witty | wonderful

quality-
  | abysmal | amateurish | annoying | appalling | awful | awkward | bland | bloated | boring | cheap | clumsy | cold
  | confused | contrived | crude | cynical | dated | dead | derivative | dire | dismal | dreadful | dreary | dull
  | embarrassing | empty | feeble | flat | flimsy | forced | forgettable | frustrating | grating | half-baked
  | hollow | horrible | incoherent | insipid | insulting | irritating | lame | laughable | lazy | leaden | lifeless
  | limp | listless | mechanical | mediocre | messy | muddled | obvious | painful | pathetic | plodding | pointless
  | poor | predictable | pretentious | ridiculous | rushed | second-hand | shallow | shoddy | silly | sloppy | stale
  | stiff | stupid | tedious | terrible | third-rate | tiresome | unbearable | vapid | weak | wooden | worthless

thing+
  | delight | treat | triumph | gem | small miracle | pleasure | joy | masterpiece | winner | revelation | feast
  | labour of love | breath of fresh air | find | knockout | marvel | classic in the making | keeper

thing-
  | chore | mess | disaster | bore | disappointment | failure | dud | waste of an evening | misfire | slog | letdown
  | shambles | train wreck | missed chance | travesty | headache | lemon | swindle

virtue+
  | charm | wit | heart | imagination | tension | warmth | craft | grace | energy | intelligence | daring | humour
  | passion | style | depth | conviction | wonder | real feeling | surprise | care

virtue-
  | padding | noise | clichés | nonsense | self-importance | bad jokes | laziness | dead air | false notes
  | empty talk | boredom | loose ends | cheap tricks | wasted talent | bluster | gloom | plot holes | filler | vanity
  | confusion

effect+
  | won me over | kept me guessing | held me to the last minute | made me laugh out loud | moved me to tears
  | left me smiling | stayed with me for days | drew me in | took my breath away | swept me along | made my evening
  | lifted my spirits | kept my eyes on the screen | earned my applause | got under my skin
  | touched me more than I expected | gave me goose bumps | made me want to see it again

effect-
  | lost me | put me to sleep | made me look at my watch | left me cold | wore me out | tried my patience
  | had me reaching for the remote | made me groan | gave me a headache | spoiled my evening | bored me stiff
  | insulted my intelligence | made me wish for the end | got on my nerves | went nowhere at all
  | made me regret the ticket | sent me to the lobby | had me counting the empty seats

feeling+
  | love | enjoy | admire | recommend | treasure | adore | cherish | praise

feeling-
  | hate | resent | regret | loathe | dislike | despise | dread | endure

outcome+
  | works | succeeds | sparkles | soars | pays off | shines | delivers | rings true | clicks | sings | holds together
  | comes alive

outcome-
  | fails | falls apart | drags | stumbles | sinks | backfires | collapses | rings false | creaks | fizzles | misses
  | goes wrong

player_quality+
  | natural | magnetic | nuanced | luminous | at ease | well cast | utterly human | hilarious | commanding
  | quietly devastating | full of life | restrained | fearless | sympathetic | on top form | radiant

player_quality-
  | miscast | monotonous | half asleep | hammy | out of place | out of their depth | shrill | mannered | bored
  | stilted | unconvincing | overwrought | charmless | as stiff as a plank | lost | smug

story_quality+
  | tightly built | full of twists | well paced | suspenseful | cleverly told | layered | rich in detail
  | easy to believe | economical | hard to predict | nicely rounded | bursting with ideas | airtight | humane

story_quality-
  | full of holes | far-fetched | paper-thin | badly told | overlong | hard to follow | hard to swallow | endless
  | illogical | stretched thin | short of ideas | overstuffed | old hat | threadbare

sound_quality+
  | haunting | melodic | stirring | hummable | well chosen | sumptuous | soulful | catchy | atmospheric | exquisite
  | unforgettable | restful to the ear

sound_quality-
  | deafening | tinny | intrusive | repetitive | sugary | out of tune | blaring | syrupy | jarring | badly mixed
  | overbearing | hard on the ear

look_quality+
  | painterly | crisp | fluid | handsome | evocative | sure-footed | luscious | breathtaking | well composed
  | disciplined | dreamlike | unhurried

look_quality-
  | murky | shaky | drab | choppy | flavourless | aimless | garish | ugly | out of focus | heavy-handed | blurred
  | frantic

part
  | acting | script | story | music | camera work | direction | dialogue | editing | pacing | ending | opening scene
  | humour | romance | production design | supporting cast | middle stretch | final act | premise
  | chemistry between the leads | sound | lighting | casting | narration | first half | second half | costume work
  | chase across the rooftops | courtroom scene | wedding scene | title song | atmosphere | last reel
  | subplot about the letters | villain | big reveal | twist | long dinner scene | make-up | train sequence
  | love story | set design | stunt work | moral | tone | closing shot

player
  | lead actor | lead actress | heroine | hero | villain | child actor | ensemble | supporting cast | comic sidekick
  | old professor | narrator | younger sister | whole cast | leading man | detective | mother | grandfather
  | newcomer

story
  | plot | story | script | screenplay | storyline | mystery | central idea | narrative | structure | third act
  | set-up | conclusion | romance | back story

sound
  | music | score | soundtrack | title song | piano theme | sound mix | choir | string section | theme tune | waltz
  | dance number | background music

look
  | direction | camera work | photography | editing | lighting | staging | framing | colour scheme | visual style
  | choreography | set design | use of shadow

degree
  | really | quite | rather | thoroughly | truly | simply | remarkably | downright | genuinely | frankly
  | consistently | strangely | perfectly | terribly | awfully | wonderfully | painfully | positively | very | so
  | extremely | plainly

genre
  | comedy | thriller | western | musical | mystery | war film | melodrama | fantasy | romance | ghost story
  | road movie | family film | courtroom drama | heist film | costume drama | sports film | satire | fairy tale
  | spy film | coming-of-age tale | documentary | disaster film | creature feature | chamber piece

film
  | film | movie | picture | production | feature | effort | piece of work

first_name
  | Harlan | Odette | Bram | Lucinda | Tobias | Marguerite | Silas | Ingrid | Casimir | Delphine | Rufus | Yolanda
  | Anselm | Beatrix | Corwin | Estelle | Florian | Greta | Hollis | Imogen | Jasper | Katinka | Leopold | Minerva
  | Nestor | Ottilie | Percival | Quentin | Rosalind | Stellan | Thea | Ulrich

last_name
  | Voss | Pennywhistle | Karrow | Delacourt | Mumford | Ostrander | Quill | Rademaker | Sorrell | Thistlewood
  | Umber | Vandermeer | Whitlock | Yarrow | Zeller | Ashgrove | Bellweather | Crane | Duskin | Everhart | Fennimore
  | Grist | Hathersage | Ives | Jessop | Kettleburn | Lomax | Marchbanks | Norcott | Oakes

place
  | a fishing village | an abandoned observatory | the harbour | a boarding school | a snowed-in hotel
  | the old quarter of the city | a travelling circus | a lighthouse | the old mill | a mining town
  | a border station | a vineyard | a hospital by the sea | the opera house | a desert fort | a night train
  | the botanical garden | a run-down arcade | a farmhouse | a town nobody has mapped | the law courts | a monastery
  | the governor's palace | a lumber camp | a television studio | a houseboat | the amusement park | a clock factory

trade
  | clockmaker | beekeeper | retired boxer | night nurse | piano tuner | locksmith | schoolteacher | smuggler
  | cartographer | bank clerk | pastry cook | lighthouse keeper | cab driver | librarian | surgeon | widow | forger
  | stowaway | puppeteer | weather forecaster | dressmaker | jockey | translator | ferryman | bridge builder
  | jeweller | bellringer | census taker

object
  | a stolen violin | a box of letters | a forged will | a brass key | a missing painting | a map with a torn corner
  | a silver locket | a suitcase of banknotes | a photograph of a stranger | a broken compass | a racehorse
  | an unsigned confession | a ring that belonged to someone else | a diary in cipher | a crate of oranges
  | a music box | a wonderful inheritance | a horrible secret | a beautiful portrait | a worthless deed

event
  | a terrible storm | a perfect summer | a dreadful accident | a splendid ball | a painful divorce | a long winter
  | the funeral | an election | the harvest | a bank robbery | a brilliant stroke of luck | an awful fire | the flood
  | a lovely wedding | a boring conference | a stupid bet | the drought | the strike | a funny misunderstanding
  | an annoying inspection | the last day of school | a horrible war

company
  | my sister | an old friend | my neighbour | two colleagues | my grandmother | the children | my husband | my wife
  | a room full of students | my dentist | a friendly stranger | my flatmate | a cousin from abroad | the whole family
  | my dog

venue
  | in a half-empty cinema | in a packed cinema | at a film festival | at an open-air screening
  | in the little theatre round the corner | on a long flight | on late-night television
  | from a scratched rental disc | in the community hall | at a library screening | on my own sofa | in a hotel room
  | on a ferry with a bad screen | at a drive-in

mishap
  | the projector broke down twice | somebody's telephone rang | the popcorn ran out | the heating failed
  | a baby cried through the credits | the man in front wore a tall hat | the subtitles were upside down
  | the bus home was late | I spilled coffee on my coat | it rained all the way
  | the ticket machine was wonderful fun | the seats were awful | the staff were lovely | the ice cream was superb
  | the parking was a disaster | the queue was terrible

day
  | last Tuesday | on a wet Sunday | over the holidays | the other night | years ago | last weekend
  | during a power cut | on my birthday | one winter evening | yesterday | on the first warm day of the year
  | after a long shift | when I had the flu

part_kind
  | acting | writing | camera work | music | dialogue | editing | stunt work

hero
  | {first_name} {last_name}

rival
  | {first_name} {last_name}

star
  | {first_name} {last_name}

director
  | {first_name} {last_name}

other
  | {first_name} {last_name}

title
  | The {last_name} Affair | A Night for {last_name} | {first_name} and the {last_name}s | Farewell, {first_name}
  | The Return of {first_name} | {last_name} Street | Nine Letters to {first_name} | The House of {last_name}
  | Goodbye to {last_name} | {first_name} in Winter
)";

}  // namespace imdb
