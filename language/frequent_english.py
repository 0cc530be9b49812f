"""Frequent English words as folded text has them: what a helpline is written with."""

from __future__ import annotations

ENGLISH = """
sos okie lol haha nevermind
the a an and or but if of to in on at for from with without about by as is am are was were be been being do does did
done doing have has had having will would can could should shall may might must not no yes yeah yep nope ok okay k i im
ive id ill me my mine myself you your yours youre u ur he hes him his she shes her hers it its we us our they theyre
them their this that these those there here where what when who whom whose which why how all any some every each many
much more most less few other another such same own than then so too very just only also even still again already yet
ever never always often now today tomorrow yesterday tonight soon later before after since until while because though
up down out off over under into onto through between away back home house room door work job school day days night week
month year time times hour hours minute morning evening man men woman women girl boy child children kid kids baby son
daughter father mother dad mom mum parents brother sister husband wife family uncle aunt friend friends neighbour
neighbor neighbours boss employer madam sir teacher doctor nurse police hospital ambulance maid driver people person
someone somebody anyone anybody everyone nobody nothing something anything everything one two three four five six seven
eight nine ten first last new old good bad great nice big small little long right wrong sure fine happy sad sorry
please pls plz thanks thank thx welcome hello hi hey hiya bye goodbye sup yo dear want wants wanted need needs needed
like likes love know knows knew think thought say says said tell told ask asked talk speak call called write send sent
get got getting give gave take took taken make made go goes going gone went come came see saw look find found feel felt
help helps helped helping hit hits hitting hurt hurts beat beats beating beaten kill killed killing die dying dead death
scared afraid fear fears safe unsafe danger dangerous abuse abused abusive threat threaten threatens threatened
threatening locked lock leave leaves left leaving stay keep keeps kept let lets try tried trying stop stopped start
started live lives living cry crying shout shouting scream screaming alone money pay paid salary passport phone number
information info question service services volunteer volunteering application apply card certificate wheelchair bed
care elderly disabled disability support appointment location address open close closed weather news movie game joke
really cant dont doesnt didnt wont wouldnt couldnt shouldnt isnt arent wasnt werent hasnt havent hadnt aint gonna wanna
gotta lol omg btw idk asap kindly regarding report complaint suggestion advice old young sick ill pain blood knife gun
suicide myself himself herself life end anymore nowhere outside inside window car street city country english arabic
free busy hungry food eat water sleep sleeping tired human agent robot bot chat reply answer understand wait moment
second please urgent emergency immediately quickly fast could maybe perhaps anyone else whole half around
years social coming patient lost hand law asking department months next telling request cannot whats theres cut put
families name head papers aid requesting well broke student giving sign case front weeks bring married machine thing
near run problem staff divorce hear things leg ago brothers summer training hell both line died file roof pictures
accident saying finish bro abt way rent weve legal wedding broken place marry sons fighting hard grandmother worker
makes hot fell therapy foster thats looking offer price fire writing holding drunk change marks till full read explain
book taking hotline complain physio jump volunteers chair working photos quick actually hair nanny comes older sit
daily cars whether seen takes shop rights side documents safety post possible health move business available behind
teach course lady bank special nursing patients park throw mothers bruises ones smth nephew missing calls protection
late wed list talking ticket travel court twice senior elders far against clothes heat university womens shoot walking
stuff rn guy able bleeding daughters lift parenting boys allowed washing owner sun students calling dads normal
sending cleaning divorced shelter fathers project club programme bullying raise hold use renew dog retired heart
tablets suggest idea arrange guys area ppl save share grandma ramadan contract falls lecture donate injury ladies belt
clinic sleeps adult girls buy security guard answering across friday alive dirty works mean moved sometimes watch
eating meet reported helpline sisters hope agree cost driving airport visitors advise lawyer private pressure pregnant
officer wish add fight visitor speech drive watching visits sold blackmail arms quiet choking gets forty angry making
hurry touching legs story counts properly homework garage lying locks asleep cuz sends labour touch wound beach nite
lunch uniform laugh bread single conditions hurting milk study orphan mornings thinking orphans submit assist ready
rather kind meant better point mistake used order residence mind hands stress specialist talks laws local medicine
reception employee ration hrs citizens relatives hang wrist drink tied neck wall drugs husbands hed tea employers deaf
syndrome station hearing workshop given accept center welfare income fridge attendant physiotherapist slap signature
coffee public drop body brain fall breaking self neglect speaker knowing opening laughing joking hiding bf met
stopping standing mouth beg toddler slaps selling classes burning pool wrote punishment tells slapped respected
keeping speaking iron blue third mosque windows smoke swallowed walked empty note gas dress strong using diabetes ours
abroad rly arm whos birth beside contact rescue difference procedure per march steps expired peace exactly heard
questions whatsapp real language forgive lovely useless low pick hall football meaning bored feeling evenings dark
therapist round depression stable b4 couples matter india mums insulin show sugar mattress waiting monthly reads
together cat colleague turn insurance high letting threats attack once count male seniors stairs happened cook
bedridden thin slapping clean reach nobodys showed offices early benefits finished rehab weak step church residents
financial handles cover paying charge allowing dressing uncles walker medical messages any1 iftar sofa vacancy booked
runs stuck animals fake cancel trip general cases mental april refused forcing housemaid skip correct understood nah
noo kk okie brb oki gtg ttyl cya tysm hru heyy byee nonsense foolish favourite colour favorite color true false cool
awesome perfect alright hmm hmmm yup yessir goodnight goodmorning greetings apologies pardon menu options main restart
begin continue previous bruise bruised escape hide hidden alcohol drug judge visa embassy marriage engaged
relationship toxic control controls controlling message email website online internet account password app link photo
picture video voice awareness event events fees fee loan electricity bill fines traffic license taxi flight hotel
restaurant plant pet
""".split()
