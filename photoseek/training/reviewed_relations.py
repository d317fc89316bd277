"""Relations that were looked at: what the sources have wrong of common words, and what they do not hold.

A dictionary means "rock" as candy, too, and does not say that a dog is an animal. Of the words that
people say of photos most, every wider word and every synonym was read once.
"""

_WRONG = """
ball game; rock candy; toy dog; pink flower; pink shade; orange yellow; fire fireplace; paper write; sky
space; glass mirror; arm weapon; dance party; home housing; paint makeup; flip dive; grill restaurant;
attire cloth; garden house; giant creature; pavement walk; sidewalk walk; cloth cover; airport airfield;
denim trousers; raft float; passenger ride; wagon cart; car cart; hall house; steel weapon; balance scale;
barbecue meat; cricket insect; fur garment; bow weapon; corn grass; chocolate beverage; racer car; pirate
ship; brother friend; menu meal; tuxedo dress; casting act; senior graduation; elder officer; sweat
garment; feed food; pepper fruit; vegetable fruit; wedding party; rope line; sun star; corner angle; rider
ride; rider traveler; dress cloth; construction structure; flower pink; pasture hay; club team; horn
insect; olive tree; fill mixture; hook catch; strap whip; table food; board food; player performer; wheel
vehicle; downtown center; guest visitor; sandwich slice; cow person; market store; light lamp; saddle
seat; wall fence; train public; bench shelf; motor machine; bicycle machine; drink food; duck person;
roller wheel; beagle breed; boy son; girl daughter; girl girlfriend; bike motorcycle; bike wheel; bicycle
wheel; turtle turtleneck; earpiece headphone; club nightclub; surfboard surf; flat flatbed; cast casting;
harmonica harp; wrap wrapper; laundry wash; sweat sweatsuit; bathroom bath; bathroom toilet; purse
handbag; queen king; store storage; stocking stock; grip grasp; person somebody; person someone; teacher
instructor; picture image; bath tub; ballplayer baseball; billiards pool; chorus choir; policewoman
police; motorcyclist motorcycle; dude man; cowboy boy; playboy boy; hotdog dog; butterfly fly; everybody
person; surfboarder surfer; novel book; mixer cook; backyard yard; someone individual; comforter comfort;
pan person; nanny goat; crane person; horseshoe shoe; handbag bag; hill mound; mound hill; fall autumn;
spectator person; carnival festival; clothes cloth; glasses glass; woods wood; seahorse horse; shorts
short; goods good; stairs stair; clothing cloth; cucumber fruit; squash fruit; zucchini fruit; window
panel; window dashboard; snowboard boarding; seat saddle; ball projectile; dress mixture; outfit gear;
skateboard boarding; board boarding; flag flagpole; fly insect; ice rink; house housing; dwelling housing;
shelter housing; shelter cover; tent cover; fight match; video record; audio record; tape record; ledge
ridge; bikini suit; wrap bandage; wrap cover; shade spectacles; kayak canoe; wine juice; wire conductor;
wire circuit; frame framework; center establishment; sheet linen; mat pad; bundle package; pack bundle;
double tennis; rugby football; trunk luggage; still works; gown mixture; torch burner; torch lamp; lamp
bulb; light bulb; beef cattle; sideline line; turquoise shade; lining cover; cable television; pastry
dough; lid cover; radio receiver; cord conductor; protection cover; handlebar bar; locker compartment;
snorkel dive; dome stadium; dome roof; veil vestment; veil gown; prop propeller; perch fish; drumstick
stick; popcorn corn; cartwheel wheel; rocket engine; brace strap; captain pilot; captain officer; sauna
bath; pedestal base; manhole hole; forklift lift; hitch knot; camcorder recorder; camcorder instrument;
recorder instrument; typewriter printer; dolphin whale; comfort bedding; paddy rice; sibling sister;
granddaughter daughter; major student; downhill slope; uphill slope; ride sport; girl woman; wagon car;
camp shelter; castle mansion; restroom toilet; wrapper cover; liner cloth; auto machine; dress attire;
grill grille; lipstick dress; hood roof; mustang bronco; bronco mustang; waitress waiter; plush fabric;
netting net; kit gear; rig gear; cloth garment; player singer; person actor; shield armor; shade canopy;
sunshade shade; apparatus equipment; trunks
trunk; spectacles spectacle; rapids rapid; works work; grounds ground; dressed dress; colored color;
coloring color
"""

_WIDER = """
dog animal; cat animal; horse animal; bird animal; sheep animal; elephant animal; bear animal; zebra
animal; giraffe animal; fish animal; lion animal; monkey animal; goat animal; pig animal; tiger animal;
man person; boy child; boy person; girl child; toddler child; guy man; teenager person; surfer athlete;
skier athlete; skater athlete; swimmer athlete; terrier dog; retriever dog; labrador dog; orange fruit;
pizza food; sandwich food; cake dessert; dessert food; fruit food; vegetable food; meat food; cupcake
cake; sofa furniture; couch furniture; table furniture; chair furniture; shirt clothes; jacket clothes;
dress clothes; skirt clothes; pants clothes; coat clothes; jeans pants; boot shoe; sneaker shoe; sandal
shoe; rose flower; tulip flower; daisy flower; sunflower flower; train vehicle; boat vehicle; red color;
blue color; green color; yellow color; black color; white color; pink color; purple color; brown color;
lake water; river water; ocean water; sea water; soccer sport; football sport; baseball sport; basketball
sport; tennis sport; hockey sport; volleyball sport; rugby sport; golf sport; swimming sport; violin
instrument; drum instrument; piano instrument; jogging running; sprinting running; strolling walking;
hiking walking; wine drink; beer drink; coffee drink; tea drink; juice drink; street road; highway road;
church building; house building; barn building; tower building; museum building; bride woman; groom man;
man adult; woman adult; lady woman ; adult person; woman person; hat clothes; bus
vehicle; kitten cat; garment clothes; kayak
boat; raft boat; ship boat; mom parent; dad parent; mother parent;
father parent
"""

_SAME = """
rock stone; shop store; restaurant eatery; kid child; photo photograph; bathroom restroom; couch sofa;
taxi cab; baby infant; mom mother; dad father; pants trousers; smile grin; sidewalk pavement; trash
garbage; cellphone phone; big large; small little; clothing clothes
"""


def _pairs(text: str) -> list[tuple[str, str]]:
    found = [pair.split() for pair in " ".join(text.split()).split(";")]
    return [(first, second) for first, second in found]


WRONG = frozenset(pair for first, second in _pairs(_WRONG) for pair in [(first, second), (second, first)])
"""Neither is a name or a form of the other, nor wider."""
WIDER = tuple(_pairs(_WIDER))
"""The narrower and the wider word."""
SAME = tuple(_pairs(_SAME))
"""Two names of one thing."""
