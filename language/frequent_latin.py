"""Frequent words of the languages people write here in Latin letters, as folded text has them.

A word may stand under several languages; how much it then says is identify.py's business.
"""

from __future__ import annotations

_ENGLISH = """
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

_ARABIZI = """
ana inta inti enta enti ento hwa hwe howa huwa hiya heya hya e7na i7na a7na nahnu hom hum hma w wa wala wla aw aw la laa
l2 lala na3am naam aywa aiwa ee eeh ewa mb mub mob mo mu mish mesh msh mafi mafe mako maku ma maa mal 3la 3ala 3la 3alay
3alayya 3layya 3alai 3alaya 3laih 3ind 3indi 3ndi 3endi 3ndy 3andi 3nd 3an 3n min men mn fi fe fee feh fih fy bi b bel
bil lel lil el al il il ila ela hal hay hai hatha hadha hadhi hathi hada hadi ha hnak hnaak hni hna huna hena hon hnaka
shu shoo sho shno shnu esh eish wesh esh eh leh leish lesh laish leysh limatha kaif kef keef kif chaif shlon shlonak
shlonik shlonkom shlonich wain wein wen fain fein fen mita mata emta met amta kam cham chm kem mnu meno meen min
alli illi elli elly ely lli law lw lo etha itha iza lama lamma yom youm yoom kol kil kl kul kel kull kilyoum alyoum elyom
elyoum elyoom al7een al7een el7een al7en al7in elheen alheen 7een halla halla2 hassa hala dalwa2ti dilwa2ti delwa2ty tawa
daba bukra bacher bachir baker ams ames embareh mbareh elleila ellela allela leila lela leil bil bait beit bayt albait
elbait elbeit baitna bab elbab ghorfa 3orfa 8orfa zoji zawji zawjy zoje jozi gozi gouzi rajli rajeli rayli reyli rayly
reyly raili rejli rajil rayal rayyal zawjti zojti marti marty mrti 7orma 7ormti abuy abuyi aboy abouy oboy obooy obuy
abooy baba abi aboi ubuy waldi weldi wildi waladi wlad walad weld bent benti binti bnti bnat 3yal 3yali eyal 3iyal bzran
yhal awlad ummi ommi omi umi mama ummy ukhti okhti o5ti khti u5ti e5ti akhi akhoy akhouy a5oy a5i e5oy e5wani 3ammi khali 5ali jari
jarti yirani jirani jiran yiran yirana jirana yad yaddi jaddi jaddati yadoh yadooh yaddoh
yadribni yadrubni yathribni yithribni ythrbni yithrbni ydrbni yedrebni yidrabni y9rbni y9arbni yo9'rubni yi9rebni
ythrb yithrib yadrib yedrib ydrub bydrbni biydrbni beyedrabni darabni tharabni thrbni 9rbni 9'arabni dharabni ya6agni y6gni yt6gni yetaggni ta6ni 6agni 6aggani
yhadidni yhaddedni yhadedni yhaddidni hadadni haddadni yhaded yqtlni yoqtolni yektlni yigtilni yegtelni yathba7ni ythba7ni yethb7ni
y5awefni khayef khayf 5ayf 5ayef khayfa khayfeh 5ayfa 5ayfeh 5ayefa khayfah
abgha abi aby aba abba abaa abya ab3'a abgha awez 3ayez 3ayza 3awez 3awza badi baddi biddi bdi beddi ayez bghit bghet areed
arid ared urid ari abghi abghy nabi nbi nba nebi mabi maba mabgha momkin mumkin mmkn momken mumken mmken law sama7t sama7ti
lawsamaht tekfon tkfon tkfoon tekfoon tkfa t3al t3alo t3alaw ta3al yalla yala ylla wallah wallahi wala walla wlh walahi
inshallah inshalla nshallah enshallah insha2allah alhamdulillah al7amdulillah el7amdulellah 7amdilla hamdulillah mashallah
mashalla subhanallah astaghfirullah salam salaam slm salamu assalamu assalam alaikum alaykum 3alaikum 3alaykom 3alikom 3aleikom 3leikom aleikum wa3alaikum
sabah saba7 elkhair el5air alkhair khair 5air 5er kheir masa msa2 masaa marhaba mar7aba mr7ba marhba hala hla halla ahlan ahleen
ya5i ya5oy yakhi habibi 7abibi habibti 7abibti shukran shokran shkran shukrn chokran mashkoor mashkoora mashkorin mashkur mshkor yislamo yeslamo
tislam teslam tslm teslamoon 3afwan afwan afwn 3fwan 3afya 3afia al3afya aasef asif asef asfa ma3lesh ma3leish ma3leesh m3lsh sa3edni sa3doni sa3duni sa3dooni sa3idni saadoni
sa3duuni sa3ed sa3doona n7tag a7taj a7tay mo7taj mi7taj yi7tay abghakom zain zein zen zayn tamam tmam tayeb taib 6ayeb 6ayyeb taw twa mashi
mashy khalas 5alas khala9 5ala9 5al9 bs bas bass bes ba3d ba3dain b3dain gabl 2abl qabl dayman dayma dayem marra mara marrah kthir kteer ktir
kteir wayed wayid wajid wagid 3adi 3adil gidan jiddan awi awy 2awi shway shwaya shwayya shwy shway shwai tani thani a7ad 7ad
7ada 7addan wa7ed wa7da wa7id nas elnas alnas jahil yahel yahil tifl 6ifl a6fal atfal 6flah 9ghir sghir zghir 9ghayer 9gheer kbir kbeer chbeer
3omri 3umri 3omry 3omra 3omrah 3mri 3mra 3mrah 3umrah 7ayati 7ayaty mawt amoot amut amout mout moot mat mata ba2tel
gal gaal galli galat gult gelt ygool ygul y2ool ye2ol yegool ygoul tgool tgul a3rf a3ref a3rif 3aref 3arfa 3arif adri mdri madri
mahu sho shway fahim fahem afham ashoof shift shft shuft yshoof tshof asm3 ab3ath arsil arsel ga3ed ga3da gaed ga3deen qa3ed 8a3d
kalam akallim akalem klam klmni kalmni kallemni etha ejri rou7 roo7 aro7 arou7 aroo7 a6la3 atla3 a6l3 yetla3 ytl3 6al3a tal3a
sayara sayyara mostashfa mstashfa mustashfa shorta shurta sher6a flos floos fulus flous felos ra8m raqam rqm ragm 7ag 7agg 7gi mal maly 3asb
ma2dar ma2dr magdar mgdr a2dar agdar agder 2dr gader gadra 8adra qadir qader 7abisni 7absni 7abesni 7abseni 7absenni 7abasni 7absinni ma7boosa ma7bosa
mahboosa ma7bos yjorni yisobni ysobni ysebni y3athibni y3adhebni y39eb y39b m39eb yi3a99ib y3asseb sakran sakrana skran yskr yesker ysker yeskar
kaman kman bardo bardu ayzan lyom nharda ennaharda enaharda emta azay ezay ezzay ezayak ezayek izzayak keefak kifak kifik labas labes wesh wach wash
chno chnu chwiya bzaf bezaf barcha brsha 3lach 3lash 3laach kifach daba rani rahi raho rah ghir ghi
fel shay madrasa li bnt nafsi lain ubooy sheghel ebn bet y2ol kella ebni bla lah asawi yahal wela dar ahli agool kbar
sa3a shahar feeh kersi sneen markaz telefon shi yarna wald darb akl lel7een m3 lazem a3raf a5er ta7t ma3 mot nafs lail
ra7 tebchi feloos wella marrat hala2 share3 siyara jeddam shams ri3aya la2 chi lkom khadamat mar2a osboo3 sakan ashya
wagef ashteki yabi jeeranna bala weyn ma3ash kbeera eedah ghala6 momarretha raqm mosa3da sen at6awwa3 aktb gher y6lb
ani rasi m3ah bsr3a feeha weyay kadmat eeda zoj feni dom rab3i wladi shayba ygooloon bnaya t9arekh shabab kent
momar9'a manzeliya anam laha allah so2al shinu lal jam3a nadi asajjel osari yarti as2al eni afkar akallem rateb fog
a3eesh ydeed nsma3 mart shayel yba fayer sor3a jarna oda b2ol bydrab abuya akhuya ayyam yeeran banat dwa nhar labsa
beet akal mkan t9ee7 yakhith tawa7od sayeg tet7acha heyya sa67 barra da3am shab shal jawazi mush a7chi kan ghair ya3ni
ejar weyakom dawam feen awwal asawwi al8a nafsiya yadri barr telefoni shaghala bamoot maq6a3 galbi hamoot ebtezaz
shakwa yateem a3mel e7ki sowar uboy tba yhaddid ya5eth yoomain belail yrou7 n7na wa7ad da5el dlw2ty wel gozy we7sha
m3aya makohed kulla jam3eya wagfa bro7ha drai shahrain t6lb akel frash karasi omm kamel lhom byerja3 emba7r geran
shoghl yem beebeeti machi hammam msakker t3rf y9arekh fareejna yebon jaddeti jeeran enhom teta fajer sakkar ta o5ya
ragel tmoot bdoon yetkallam m3aga mt7arrek mo3a8 ahlah tshoof b6agat khalti sheft y7ki sa7eb abouya ahal momarre9
sreer eedha ri3aye enno monawem galisa dayer zol a7san fhemt a7achi insan khedma ra2i a8addem ashof khat eewa mosa3dat
wal re3aya shahada mta yem3a kha6 emarat hunaka talab y8ra a8ool aytam shloon dayreen madares arqam ba3mel kelma
derham keif nsma3ha lha mashakel khams la2et de7k jadwal kandora kether fareegna mayyet mosalsal thba7na mayta mab
matat fareej match emmi a5af asolef feeni mo7ami yet7acha warsha wedi dyoon m7ad wlada rebee3ti ma3i bro7i t8doon a8dr
y2oul ghasb wara bathba7ch menni yaboon sabaho halaw yana fmanallah bslama iyeh haka wakha mfhemtnish lam tafham qasdi
hmar btefham nkta dawamkom majanan tireedun kayfa uqaddim akeed walidik choukran yrham salemet rabena zaina zeina msa
mesa maso5ra 3eeb 7aram 7alal raayik tawil 2asef momtaz ra2e3 sa7 sa7i7 s7 ghalat 8alat fhmtni fahemtni fahmt 3afak
3afaki bghina wa9ila safi zwin mezyan hamdolah
""".split()

_ROMAN_HINDUSTANI = """
hai hain hu hoon hun ho tha thi the mein main mai mera meri mere mujhe mujhay muje mujko hum hamara hamari hame humein
tum tumhara tumhe aap apka aapka apki aapki apko aapko ap woh wo voh vo us uska uski usko use usne ye yeh is iska iski
isko kya kyu kyun kyon kyunki kaise kese kaisay kahan kaha kab kaun kon kitna kitne ko ka ki ke se ne par pe mai aur or
ya lekin magar bhi hi nahi nahin nai nhi mat na haan han ji jee acha accha achha theek thik tik hota hoti hote hua hui
raha rahi rahe kar karo karta karti karte karna kr krta krti krna karke diya dia de do dedo dena lo lena liya gaya gayi gya jana jata
jati jao aao aya aayi aata bahut bohat bohot buhat bhot zyada thoda sab kuch koi kisi abhi ab kal aaj raat din ghar
gharwale pati shohar shauhar biwi bivi patni beta beti bacha bacche bachay bachche bachcha bacchi bachon maa ammi abbu
baap papa pita bhai bhaiya behan behen bahan saas susral malik maalik madam kafeel maarta marta maarte marte maarti marti maar mar mara
maara maru marna marne peet peeta peetta pitta pitai dhamki dhamkata jaan zindagi khudkushi aatmahatya chahta chahti chahte
chahiye chaiye madad meri bachao bachaao bachalo rokta band kamra kamre paisa paise paisay tankhwah salary passport
dar darr lagta lagti rahta rehta rehti jaldi police bulao shukriya shukria dhanyavad dhanyawad namaste namaskar assalam
alaikum walaikum salaam khuda allah hafiz kripya krupya bhagwan batao bataiye bolo bol baat sunno suno dekho yahan
wahan yaha waha chod chhod chhor saath sath liye liya wala wali log ladki ladka aurat aadmi khana pani naukri kaam kam
baad bahar dete saal wale office mahine bhejo dekh dunga neeche phir duty bola deti ek aa keh ghante bachi dono baal
bathroom lock shaadi roz khada pichle bolne chai jane itna gandi mummy road akeli sabko karu photo bana pics
zabardasti unka haath volunteering karni apply sakti chala chalo garmi apne form mobile wapis tooti karwate camp hath
aj utha karne karwa lya likh
""".split()

_TAGALOG = """
ang ng mga sa na ay at ako ko akin aking ikaw ka mo iyo kayo niyo nyo siya sya niya nya kanya kaniya kami namin amin
tayo natin atin sila nila kanila ito iyan yan iyon yun yung doon dito diyan dyan ano sino saan kailan bakit paano pano
magkano ilan hindi di wala walang meron mayroon may oo opo po ho lang lamang din rin pa ba nga naman kasi dahil kung
kapag pag para kay si nina ni sina mag nag nang gusto ayaw ayoko kailangan pwede puwede maaari pano tulong tulungan
tulungin tulungan nyo saklolo saktan sinasaktan sinaktan binubugbog bugbog sinusuntok pinapalo papatayin patayin
pinapatay patay mamatay magpakamatay takot natatakot asawa anak nanay tatay kuya ate lola lolo amo madam bahay kwarto
trabaho sahod sweldo pera pasaporte pulis ospital salamat kumusta kamusta magandang umaga hapon gabi araw ngayon bukas
kahapon palagi lagi minsan ulit bata babae lalaki tao mabuti maganda masakit ikinulong kinulong nakakulong pinagbabantaan
makauwi umuwi uwi kinuha hawak ayos sige paki pakiusap ingat mahal buhay gutom kain pagkain matulog tulog nasaan taga
kabayan ate ninyo nating gagawin gawin sabi sinabi sinasabi talaga sobra grabe marami bawat hanggang mula
kong akong sana daw nasa pinto kahit pero isang kaming text lahat init pamilya bintana labas buwan tira kinukuha naka
pinipilit siyang tuwing laging umiiyak kabilang batang dalawang pala nawawala bang pang tagalog oras report tungkol
""".split()

_FRENCH = """
le la les un une des du de et ou mais si je tu il elle on nous vous ils elles me te se mon ma mes ton ta tes son sa ses
notre nos votre vos leur leurs ce cet cette ces qui que quoi dont ne pas plus jamais rien est suis es sommes etes sont
etait ai as avons avez ont avoir etre fait faire faut veux veut voulez voudrais peux peut pouvez aide aidez aider moi
toi lui eux dans sur sous avec sans pour par chez vers depuis pendant avant apres maintenant toujours souvent encore
aussi tres trop bien mal oui non bonjour bonsoir salut merci svp plait comment pourquoi quand combien mari femme enfant
enfants fille fils mere pere frere soeur maison porte police hopital passeport argent travail patron jour jours nuit
semaine peur frappe frapper bat battu tue tuer mourir mort menace enferme enfermee besoin jai cest nest quil quelle
quelles daide lhopital sil vous ca cela tout tous toute toutes autre meme deja ici la bas numero service aimerais savoir
en ans au aux parents deux vite cherche chambre pleure donne mois papiers bebe personne contre parler benevole
jaimerais toilettes dit trois telephone dun collegue quon salon bras cetait famille matin travailler comme pris bonne
mange dort beaucoup chantier coups gardien beau arrive homme petite dix journee petit voiture minutes envie parle
videos va lit droit psychologue faites
""".split()

_INDONESIAN = """
saya aku kamu anda dia kami kita mereka ini itu yang dan atau tapi tetapi di ke dari untuk dengan pada oleh tidak tak
bukan jangan belum sudah telah sedang akan bisa boleh harus mau ingin ada adalah apa siapa mana kapan kenapa mengapa
bagaimana berapa sangat sekali juga lagi masih hanya saja karena kalau jika supaya seperti lebih semua setiap hari
malam pagi siang sekarang besok kemarin rumah kamar pintu kerja bekerja gaji majikan paspor suami istri anak ibu bapak
ayah kakak adik orang laki perempuan tolong bantu bantuan terima kasih selamat halo takut sakit pukul dipukul memukul
memukuli dipukuli bunuh dibunuh membunuh mati bunuh diri ancam mengancam diancam dikurung kurung dikunci pulang pergi
datang makan minum tidur uang polisi hp nomor nya ku kasih banget nggak gak enggak gue lu dong sih kok aja udah
cuma sama tiap pakai disuruh bulan jam sampai jadi cerita teman sering terus katanya depan lantai soal panas mabuk
gedor atas dua bayar dulu tanya tiga apartemen bilang pembantu nangis tangannya ikan tanpa lapor suaminya barusan
pingsan orangnya sini suka murid salah kecil nunggu mobil pernah maaf capek buat bagi kelas aplikasi perawat dalam
bahaya kak relawan kekerasan beda baik bikin eh es teh nih tentang
""".split()

# Enough of other languages to know that they are none of the above.
_BENGALI = """
ami amar amake amra tumi tomar tomake apni apnar se shey tar take amader ei oi ki keno kothay kobe kivabe kemon ache
achhe achen nai nei na hobe hoy hoyeche kore korche korchhe korbe korte korlo mare marche marchhe maare merechhe mere felbe pitay
bachan bachao shahajjo sahajjo help lagbe swami shami bou meye chele baccha bari ghor malik madam betan taka passport
bhoy bhay voy lagche ekhon ekhoni dorja bondho khub onek dhonnobad kintu ar ebong thake theke sathe jonno
""".split()
_MALAYALAM = """
njan enikku enikk enne ente entey njangal ningal ningalude avan aval avar avarude ithu athu evide eppol engane enthu
entha enthinu undu und illa alla aanu anu bharthavu husband thallunnu adikkunnu thallum kollum kollan maranam
sahayikkanam sahayikku sahayam rakshikku rakshikkanam pedi pediyanu ippol veedu veettil kutti makan makal amma achan
chettan chechi muthalali paisa venam vendi cheyyu cheyyunnu paranju parayunnu nanni
""".split()
_TAMIL = """
naan nan enakku enaku ennai enna en ennoda enoda nee neenga ungal unga avan avar aval avanga idhu ithu adhu athu enge
eppo eppadi yen yaar irukku iruku illai illa venum vendum veetla veettil veedu purushan kanavar kuzhandhai kulanthai
amma appa anna akka adikkiran adikiraan adikkiraar adikiran kolla kollurven kolluven udhavi uthavi kaapathunga
kapathunga bayam payama panam sambalam romba nandri vanakkam ippo sollunga sollu
""".split()
_NEPALI = """
malai mero mera ma hami hamro timi timro tapai tapain usle uslai cha chha chhu chu chhan xa xaina chaina chhaina
garcha garchha garchu gareko garna huncha hunchha bhayo thiyo lai ko ra pani kina kaha kahile kasari ke shriman srimati
chhora chhori ghar maddat maddhat sahayog bachaunus bachau kutcha kutchha kutyo pitcha marcha marchha mardincha dar
lagcha lagyo malik paisa talab dhanyabad namaste ahile
""".split()
_SINHALA = """
mama mata mage api apita oya oyaa oyata eya eyata eka meka mokada kohomada koheda kawadda ai nehe naha nae ne tiyenawa
innawa karanawa karanna gahanawa gahuwa marai maranawa udaw udawwak udau ona one wena bayai baya gedara mahaththaya
swamiya daruwa lamaya amma thaththa nona salli istuti dan oyala
""".split()
_PERSIAN = """
man mano mara manam to shoma ma anha ishan mikham mikhaham mishe mitonam nemitoonam nemitonam hast hastam nist nistam
chera koja chetor chi ke key kojast salam khubi khoobi mersi mamnoon lotfan komak konid konin shohar shoharam hamsaram
mizane mizanad mikoshe mikoshad mitarsam bache khane khoone pedaram madaram emshab alan pul
""".split()
_AMHARIC = """
ene enen ante anchi esu esua enesu betam new nat alle yelem yellem selam ameseginalehu erdugn irdugn redugn
balebete bale lij lijoch bet yimetagnal yimetal yidebedbegnal gedelegn ligedlegn ferahu fera ebakih ebakish ebakachu
""".split()
_RUSSIAN = """
ya menya mne moy moya ty vy on ona oni my nas pomogite pomosh muzh muj bet byot bil ubyot ubit ubyu deti rebenok doma
privet zdravstvuyte spasibo pozhaluysta gde kak chto kogda pochemu net da ne boyus strashno pasport
""".split()
_OTHER = """
el los las una unos unas es esta estoy soy eres mi tu su por para con sin pero muy mas que como donde cuando quien hola
gracias ayuda ayudame necesito quiero puedo buenos dias esposo marido hijo hija casa und der die das ein eine ich du er
sie wir ihr ist sind nicht mit auf von zu fur wie was wo bitte danke hallo hilfe mein meine ben sen biz siz bir bu ve
icin degil var yok merhaba tesekkur yardim kocam lutfen nasil evet hayir nimi mimi wewe yeye sisi na kwa ni ya wa
habari asante tafadhali msaada mume wangu nisaidie io sono mio mia il lo gli che per non di ciao grazie aiuto marito
eu voce meu minha nao sim obrigado ajuda waan waxaan ma iyo ka ku la caawi mahadsanid ninkayga
""".split()

LATIN: dict[str, frozenset[str]] = {
    "en": frozenset(_ENGLISH),
    "arabizi": frozenset(_ARABIZI),
    "hi": frozenset(_ROMAN_HINDUSTANI),
    "tl": frozenset(_TAGALOG),
    "fr": frozenset(_FRENCH),
    "id": frozenset(_INDONESIAN),
    "bn": frozenset(_BENGALI),
    "ml": frozenset(_MALAYALAM),
    "ta": frozenset(_TAMIL),
    "ne": frozenset(_NEPALI),
    "si": frozenset(_SINHALA),
    "fa": frozenset(_PERSIAN),
    "am": frozenset(_AMHARIC),
    "ru": frozenset(_RUSSIAN),
    "und": frozenset(_OTHER),
}

# Roman Urdu and roman Hindi are one spoken language; these words lean to one of the two names.
URDU_LEANING = frozenset(
    """shohar shauhar biwi bivi khuda allah ammi abbu behen zindagi bachay bohat buhat muhje mujhay shukriya shukria
    assalam salaam kafeel khudkushi hafiz tankhwah bohot madad nai apka mein inshallah abba larki larka aurat
    ghussa bachon guzarish meherbani hain dete nai keh kr peet mobile ap wapis hath aj kaam lya jaan kahan chahiye has larai ghalat bachiyon krta krti hy""".split()
)
HINDI_LEANING = frozenset(
    """pati patni namaste namaskar bhagwan dhanyavad dhanyawad kripya krupya aatmahatya bachche bacche didi bhaiya
    saas pita beti bahut maa chahiye bachao hume mai hu ladki ladka ke papa hu marta bahar jaldi jata baat saal mahine paise aaj bachi dono shaadi pichle mummy hoti sabko karu kripya nahi dhamkata""".split()
)
